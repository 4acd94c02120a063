using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Reminders;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reminders;

/// <summary>
/// Says on how many days before a due date deadlines are reminded of, by their kind, in the place of all that was said before. It holds for every live deadline at once: what was
/// taken out fires no more; what came in fires where nothing as urgent was sent yet, at once where its day has passed. What was sent is never sent again.
/// </summary>
public sealed record ReplaceReminderRules : IChange<ReminderRulesView>
{
    /// <summary>The ladder of every kind, each kind named once.</summary>
    [Required]
    public IReadOnlyList<ReminderRuleFields>? Rules { get; init; }
}

/// <summary>The ladder of a kind of deadlines.</summary>
public sealed record ReminderRuleFields
{
    /// <summary>What must be done.</summary>
    [Required]
    public DeadlineKind? Kind { get; init; }

    /// <summary>Days before the due date on which such deadlines are reminded of, the most first and each once; 0 is the due date itself. Empty for never.</summary>
    [Required]
    public IReadOnlyList<int>? Offsets { get; init; }
}

internal sealed class ReminderRuleFieldsValidator : AbstractValidator<ReminderRuleFields>
{
    public ReminderRuleFieldsValidator()
    {
        RuleFor(rule => rule.Kind).Required();
        RuleFor(rule => rule.Offsets).Required().Items(ReminderLadder.MaxRungs)
            .Must(offsets => offsets?.Zip(offsets.Skip(1)).All(pair => pair.First > pair.Second) != false).WithErrorCode("offsets.not-descending");
        RuleForEach(rule => (rule.Offsets ?? Array.Empty<int>()).Take(ReminderLadder.MaxRungs)).InclusiveBetween(0, ReminderLadder.MaxOffset)
            .WithErrorCode("value.out-of-range").WithState(_ => new object?[] { 0, ReminderLadder.MaxOffset }).OverridePropertyName("Offsets");
    }
}

internal sealed class ReplaceReminderRulesValidator : AbstractValidator<ReplaceReminderRules>
{
    private static readonly DeadlineKind[] Kinds = Enum.GetValues<DeadlineKind>();

    public ReplaceReminderRulesValidator()
    {
        RuleFor(body => body.Rules).Required().Items(Kinds.Length)
            .Must(rules => rules is null || rules.Count > Kinds.Length || Kinds.All(kind => rules.Count(rule => rule?.Kind == kind) == 1)).WithErrorCode("reminder-rules.each-kind-once");
        RuleForEach(body => (body.Rules ?? Array.Empty<ReminderRuleFields>()).Take(Kinds.Length)).Required().SetValidator(new ReminderRuleFieldsValidator()).OverridePropertyName("Rules");
    }
}

internal sealed class ReplaceReminderRulesHandler(AgreementsDbContext db, IStoreEngine engine, Preconditions preconditions, Caller caller)
    : IRequestHandler<ReplaceReminderRules, ReminderRulesView>
{
    public async Task<ReminderRulesView> Handle(ReplaceReminderRules request, CancellationToken cancellationToken)
    {
        // Alone: nobody opens a deadline by the old ladders beside it.
        await engine.HoldNameAsync(db, ReminderRuleQueries.Ladders, cancellationToken);
        var rules = await db.ReminderRules.SingleAsync(cancellationToken);
        preconditions.RequireMatch(ReminderRulesView.TagOf(rules));
        var ladders = new ReminderLadders(request.Rules!.ToDictionary(rule => rule.Kind!.Value, rule => ReminderLadder.Of(rule.Offsets!)));
        if (await db.ReplaceLaddersAsync(ladders, cancellationToken))
        {
            rules.Change(caller.Sign());
        }

        return ReminderRulesView.Of(rules, ladders);
    }
}
