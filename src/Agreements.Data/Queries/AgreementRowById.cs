using System.Linq.Expressions;
using System.Reflection;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Agreements.Data.Queries;

/// <summary>The question that is asked most, put to EF once: to compose it and to recognise it anew takes as long as to answer it.</summary>
public static class AgreementRowById
{
    private delegate Task<AgreementRow?> Answer(AgreementsDbContext db, Guid id, IReadOnlyCollection<string> codes, CancellationToken cancellationToken);

    private static Answer? _everywhere;
    private static Answer? _within;

    /// <summary>An agreement within a reach, as it is served.</summary>
    public static Task<AgreementRow?> AgreementRowAsync(this AgreementsDbContext db, Guid id, Reach reach, CancellationToken cancellationToken) =>
        reach.RegionCodes is { } codes
            ? (_within ??= Compile(db, reach))(db, id, codes, cancellationToken)
            : (_everywhere ??= Compile(db, reach))(db, id, [], cancellationToken);

    private static Answer Compile(AgreementsDbContext db, Reach reach)
    {
        var (context, id) = (Expression.Parameter(typeof(AgreementsDbContext), "db"), Expression.Parameter(typeof(Guid), "id"));
        var (codes, cancellation) = (Expression.Parameter(typeof(IReadOnlyCollection<string>), "codes"), Expression.Parameter(typeof(CancellationToken), "cancellationToken"));
        var agreement = Expression.Parameter(typeof(Agreement), "agreement");
        var isIt = Expression.Lambda<Func<Agreement, bool>>(Expression.Equal(Expression.Property(agreement, nameof(Agreement.Id)), id), agreement);

        // Composed like every other query of rows, and then freed of this context and this reach.
        var rows = new Freed(context, codes).Visit(db.AgreementsWithin(reach).Where(isIt).AsRows(db, reach).Expression);
        var only = Expression.Call(typeof(Queryable), nameof(Queryable.SingleOrDefault), [typeof(AgreementRow)], rows);
        return EF.CompileAsyncQuery(Expression.Lambda<Func<AgreementsDbContext, Guid, IReadOnlyCollection<string>, CancellationToken, AgreementRow?>>(only, context, id, codes, cancellation)).Invoke;
    }

    /// <summary>Puts parameters where a composed query holds the context and the regions that it was composed with.</summary>
    private sealed class Freed(ParameterExpression context, ParameterExpression codes) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) => node switch
        {
            { Expression: not ConstantExpression } => base.VisitMember(node),
            _ when node.Type == context.Type => context,
            _ when node.Type == codes.Type => codes,
            _ when typeof(IQueryable).IsAssignableFrom(node.Type) => Visit(((IQueryable)HeldBy(node)!).Expression),
            _ => throw new InvalidOperationException($"{node.Member.Name} would stay as the first caller had it."),
        };

        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root ? Expression.Call(context, nameof(DbContext.Set), [root.ElementType]) : base.VisitExtension(node);

        private static object? HeldBy(MemberExpression node) => ((FieldInfo)node.Member).GetValue(((ConstantExpression)node.Expression!).Value);
    }
}
