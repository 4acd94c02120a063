using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

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

    /// <summary>A question about one of a row's properties.</summary>
    public static Expression<Func<T, bool>> About<T, TValue>(string property, Expression<Func<TValue, bool>> question)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, bool>>(ReplacingExpressionVisitor.Replace(question.Parameters[0], Expression.Property(row, property), question.Body), row);
    }

    /// <summary>
    /// Whether a property has one of these values. Only one is compared with the property: each number of them is SQL of its own.
    /// </summary>
    public static Expression<Func<T, bool>> IsOneOf<T, TValue>(this Expression<Func<T, TValue>> property, IReadOnlyList<TValue> values)
    {
        if (values is [var only])
        {
            return Expression.Lambda<Func<T, bool>>(Expression.Equal(property.Body, Held(only)), property.Parameters);
        }

        Expression<Func<TValue, bool>> isAmong = value => values.Contains(value);
        return Expression.Lambda<Func<T, bool>>(ReplacingExpressionVisitor.Replace(isAmong.Parameters[0], property.Body, isAmong.Body), property.Parameters);
    }

    // As the compiler holds what a lambda uses from around it: a constant would be part of the question.
    private static MemberExpression Held<TValue>(TValue value)
    {
        Expression<Func<TValue>> held = () => value;
        return (MemberExpression)held.Body;
    }

    public static Expression<Func<T, TValue>> If<T, TValue>(
        Expression<Func<T, bool>> question, Expression<Func<T, TValue>> then, Expression<Func<T, TValue>> otherwise) =>
        Expression.Lambda<Func<T, TValue>>(Expression.Condition(question.Body, BodyFor(question, then), BodyFor(question, otherwise)), question.Parameters);

    /// <summary>An answer about a row, written as an object initializer, with one of its members answered apart.</summary>
    public static Expression<Func<T, TAnswer>> With<T, TAnswer, TMember>(this Expression<Func<T, TAnswer>> answer, string member, Expression<Func<T, TMember>> value)
    {
        var written = (MemberInitExpression)answer.Body;
        var bindings = written.Bindings.Select(binding => binding.Member.Name == member ? Expression.Bind(binding.Member, BodyFor(answer, value)) : binding);
        return Expression.Lambda<Func<T, TAnswer>>(written.Update(written.NewExpression, bindings), answer.Parameters);
    }

    /// <summary>An answer about a row, written as an array, with one of its elements answered apart.</summary>
    public static Expression<Func<T, object?[]>> WithElement<T, TElement>(this Expression<Func<T, object?[]>> answer, int element, Expression<Func<T, TElement>> value)
    {
        var written = (NewArrayExpression)answer.Body;
        var elements = written.Expressions.ToArray();
        elements[element] = Expression.Convert(BodyFor(answer, value), typeof(object));
        return Expression.Lambda<Func<T, object?[]>>(written.Update(elements), answer.Parameters);
    }

    // The body of one lambda in terms of the parameter of another.
    private static Expression BodyFor<T, TOne, TOther>(Expression<Func<T, TOne>> one, Expression<Func<T, TOther>> other) =>
        new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
