using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agreements.Data.Queries.Served;

/// <summary>
/// Questions as EF has translated them. Two that differ by their values alone share a translation: to compose one down to its columns, to recognise it and to look
/// for its values takes EF as long as the store takes to answer it. One that is asked again, values and all, is not even composed.
/// </summary>
/// <param name="shape">What is read of each row, put to EF once for each question.</param>
internal sealed class QueryTemplates(Func<IQueryable<Agreement>, AgreementsDbContext, Reach, IQueryable<object?[]>> shape)
{
    // So many questions cover what people ask. Whoever asks all there could be does not keep out what is asked all day.
    private const int Most = 1000;
    private const string ReachParameter = "reach";

    // What EF has translated belongs to the services that it was translated with.
    private readonly ConditionalWeakTable<object, Translations> _translations = [];

    /// <summary>The command that reads rows.</summary>
    /// <param name="db">The store.</param>
    /// <param name="asked">What is asked: together with the reach it says all that the query is composed of. What was asked before is not composed again.</param>
    /// <param name="compose">Composes the query.</param>
    /// <param name="reach">What the caller reaches.</param>
    public IRelationalCommand CommandFor(AgreementsDbContext db, object asked, Func<IQueryable<Agreement>> compose, Reach reach)
    {
        var translations = TranslationsFor(db);
        var key = (asked, reach.RegionCodes is { } codes ? string.Join(',', codes.Order(StringComparer.Ordinal)) : null);
        if (!translations.Asked.TryGetValue(key, out var known))
        {
            var rows = compose();
            if (Recognise(db, rows, reach) is not { } recognised)
            {
                return CommandOf(db, shape(rows, db, reach));
            }

            known = Kept(translations.Asked, key, _ => recognised);
        }

        return Run(db, known.Template, known.Values, reach);
    }

    /// <summary>The same of a question that always is the same one.</summary>
    /// <param name="db">The store.</param>
    /// <param name="name">The name of the question.</param>
    /// <param name="compose">Composes it, the first time that it is asked.</param>
    /// <param name="reach">What the caller reaches.</param>
    /// <param name="values">Its values, in the order in which it names them.</param>
    public IRelationalCommand CommandForNamed(AgreementsDbContext db, string name, Func<IQueryable<Agreement>> compose, Reach reach, params IReadOnlyList<object?> values)
    {
        var translations = TranslationsFor(db);
        return Run(db, translations.Named.GetOrAdd((name, reach.RegionCodes is null), _ => TranslateNamed()), values, reach);

        Template TranslateNamed()
        {
            var lifted = new LiftedValues();
            var question = lifted.Lift(compose().Expression);
            return question is not null && lifted.Values.SequenceEqual(values)
                ? Translate(db, question, reach)
                : throw new InvalidOperationException($"The question {name} names other values than those that are given.");
        }
    }

    /// <summary>Translates a question, if it is not known yet.</summary>
    /// <returns>Its translation and its values; null where it cannot be told from its values.</returns>
    public (Template Template, IReadOnlyList<object?> Values)? Recognise(AgreementsDbContext db, IQueryable<Agreement> rows, Reach reach)
    {
        var translations = TranslationsFor(db);
        var known = reach.RegionCodes is null ? translations.Everywhere : translations.Within;
        var lifted = new LiftedValues();
        return lifted.Lift(rows.Expression) is { } question ? (Kept(known, question, _ => Translate(db, question, reach)), lifted.Values) : null;
    }

    private static TValue Kept<TKey, TValue>(ConcurrentDictionary<TKey, TValue> known, TKey key, Func<TKey, TValue> make)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var value))
        {
            return value;
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        return known.GetOrAdd(key, make);
    }

    private Translations TranslationsFor(AgreementsDbContext db) => _translations.GetValue(db.GetService<IRelationalTypeMappingSource>(), _ => new Translations());

    private Template Translate(AgreementsDbContext db, Expression question, Reach reach)
    {
        // The shape is composed upon any query, and then put upon the question.
        var shaped = (MethodCallExpression)shape(db.Agreements, db, reach).Expression;
        var values = new LiftedValues { Named = value => reach.RegionCodes is not null && ReferenceEquals(value, reach.RegionCodes) ? ReachParameter : null };
        var lifted = values.Lift(new Rebased(db.Agreements.AsQueryable().Expression, question).Visit(shaped)!);
        return lifted is not null && values.Values.Count == 0
            ? db.GetService<IDatabase>().CompileQuery<IEnumerable<object?[]>>(lifted, async: false).Invoke
            : throw new InvalidOperationException("What is read of a row depends on nothing but the row and the caller's reach.");
    }

    private static IRelationalCommand Run(AgreementsDbContext db, Template template, IReadOnlyList<object?> values, Reach reach)
    {
        var context = db.GetService<IQueryContextFactory>().Create();
        for (var i = 0; i < values.Count; i++)
        {
            context.Parameters.Add(LiftedValues.NameOf(i), values[i]);
        }

        if (reach.RegionCodes is { } codes)
        {
            context.Parameters.Add(ReachParameter, codes);
        }

        return CommandOf(db, new Translated(template(context)));
    }

    private static IRelationalCommand CommandOf(AgreementsDbContext db, IQueryable query)
    {
        using var command = query.CreateDbCommand();
        var built = db.GetService<IRelationalCommandBuilderFactory>().Create().Append(command.CommandText);
        var parameters = command.Parameters.Cast<System.Data.Common.DbParameter>().ToList();
        command.Parameters.Clear();
        foreach (var parameter in parameters)
        {
            built.AddRawParameter(parameter.ParameterName, parameter);
        }

        return built.Build();
    }

    /// <summary>Asks a question with the values that the context has.</summary>
    public delegate IEnumerable<object?[]> Template(QueryContext context);

    private sealed class Translations
    {
        public ConcurrentDictionary<(object Asked, string? Within), (Template Template, IReadOnlyList<object?> Values)> Asked { get; } = [];

        public ConcurrentDictionary<(string Name, bool IsEverywhere), Template> Named { get; } = [];

        public ConcurrentDictionary<Expression, Template> Everywhere { get; } = new(ExpressionEqualityComparer.Instance);

        public ConcurrentDictionary<Expression, Template> Within { get; } = new(ExpressionEqualityComparer.Instance);
    }

    /// <summary>Puts one query where another stands.</summary>
    private sealed class Rebased(Expression from, Expression to) : ExpressionVisitor
    {
        private bool _isDone;

        public override Expression? Visit(Expression? node)
        {
            if (!_isDone && ExpressionEqualityComparer.Instance.Equals(node, from))
            {
                _isDone = true;
                return to;
            }

            return base.Visit(node);
        }
    }

    /// <summary>What a translation yields, as a query of which EF gives the command.</summary>
    private sealed class Translated(IEnumerable<object?[]> rows) : IQueryable, IQueryProvider
    {
        public Type ElementType => typeof(object?[]);

        public Expression Expression => Expression.Constant(this);

        public IQueryProvider Provider => this;

        public TResult Execute<TResult>(Expression expression) => (TResult)rows;

        public object Execute(Expression expression) => rows;

        public IQueryable CreateQuery(Expression expression) => throw new NotSupportedException();

        public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => throw new NotSupportedException();

        public IEnumerator GetEnumerator() => rows.GetEnumerator();
    }
}
