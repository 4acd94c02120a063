using System.Linq.Expressions;

namespace Agreements.Data.Queries;

/// <summary>Puts questions about a row together.</summary>
internal static class Predicates
{
    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(one.Body, BodyFor(one, other)), one.Parameters);

    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, BodyFor(one, other)), one.Parameters);

    public static Expression<Func<T, bool>> Not<T>(this Expression<Func<T, bool>> question) =>
        Expression.Lambda<Func<T, bool>>(Expression.Not(question.Body), question.Parameters);

    public static Expression<Func<T, TValue>> If<T, TValue>(
        Expression<Func<T, bool>> question, Expression<Func<T, TValue>> then, Expression<Func<T, TValue>> otherwise) =>
        Expression.Lambda<Func<T, TValue>>(Expression.Condition(question.Body, BodyFor(question, then), BodyFor(question, otherwise)), question.Parameters);

    /// <summary>Two answers about a row as one, in members of these names.</summary>
    public static Expression<Func<T, TPair>> Pair<T, TOne, TOther, TPair>(
        string oneName, Expression<Func<T, TOne>> one, string otherName, Expression<Func<T, TOther>> other)
        where TPair : new() =>
        Expression.Lambda<Func<T, TPair>>(
            Expression.MemberInit(
                Expression.New(typeof(TPair)),
                Expression.Bind(typeof(TPair).GetProperty(oneName)!, one.Body),
                Expression.Bind(typeof(TPair).GetProperty(otherName)!, BodyFor(one, other))),
            one.Parameters);

    // The body of one lambda in terms of the parameter of another.
    private static Expression BodyFor<T, TOne, TOther>(Expression<Func<T, TOne>> one, Expression<Func<T, TOther>> other) =>
        new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
