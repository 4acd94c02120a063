using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Agreements.Data.Queries.Served;

/// <summary>Takes the values out of a composed query, so that what is left is the question alone.</summary>
internal sealed class LiftedValues : ExpressionVisitor
{
    private readonly List<object?> _values = [];
    private bool _isLifted = true;

    /// <summary>The values, in the order of <see cref="NameOf"/>.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>The name of a value that is known by one of its own.</summary>
    public Func<object?, string?> Named { get; init; } = _ => null;

    /// <summary>The name of a value by its number.</summary>
    public static string NameOf(int number) => $"p{number}";

    /// <summary>The question; null where it cannot be told from its values.</summary>
    public Expression? Lift(Expression query)
    {
        var question = Visit(query);
        return _isLifted ? question : null;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (!IsHeld(node))
        {
            return base.VisitMember(node);
        }

        return ValueOf(node) switch
        {
            IQueryable query => Visit(query.Expression),
            var value when IsFixed(node) => Expression.Constant(value, node.Type),
            var value => Parameter(value, node.Type),
        };
    }

    protected override Expression VisitConstant(ConstantExpression node) => node.Value switch
    {
        IQueryable query => query.Expression is ConstantExpression ? Surrender(node) : Visit(query.Expression),
        null or string or ValueType => node,
        _ => Parameter(node.Value, node.Type),
    };

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType == typeof(EF) && node.Method.Name == nameof(EF.Parameter) && node.Arguments[0] is ConstantExpression given)
        {
            return Parameter(given.Value, node.Type);
        }

        // How many rows is a value like any other.
        return node.Method.DeclaringType == typeof(Queryable) && node.Method.Name == nameof(Queryable.Take) && node.Arguments[1] is ConstantExpression count
            ? node.Update(node.Object, [Visit(node.Arguments[0]), Parameter(count.Value, count.Type)])
            : base.VisitMethodCall(node);
    }

    protected override Expression VisitExtension(Expression node) => node switch
    {
        QueryParameterExpression => node,
        EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression) => root.DetachQueryProvider(),
        _ => Surrender(node),
    };

    private QueryParameterExpression Parameter(object? value, Type type)
    {
        if (Named(value) is { } name)
        {
            return new QueryParameterExpression(name, type);
        }

        _values.Add(value);
        return new QueryParameterExpression(NameOf(_values.Count - 1), type);
    }

    // SQL of its own, for example, holds its values where nobody else finds them.
    private Expression Surrender(Expression node)
    {
        _isLifted = false;
        return node;
    }

    private static bool IsHeld(MemberExpression node) => node.Expression is null or ConstantExpression || (node.Expression is MemberExpression holder && IsHeld(holder));

    private static bool IsFixed(MemberExpression node) => node is { Expression: null, Member: FieldInfo { IsInitOnly: true } };

    private static object? ValueOf(MemberExpression node)
    {
        var holder = node.Expression switch
        {
            null => null,
            ConstantExpression constant => constant.Value,
            var member => ValueOf((MemberExpression)member),
        };
        return node.Member is FieldInfo field ? field.GetValue(holder) : ((PropertyInfo)node.Member).GetValue(holder);
    }
}
