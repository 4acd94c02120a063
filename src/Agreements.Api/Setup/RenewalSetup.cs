using Agreements.Domain.Renewals;

namespace Agreements.Api.Setup;

/// <summary>How many work days the stages of a renewal take when nobody says otherwise, from the section <c>Renewals</c>.</summary>
public sealed class RenewalOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Renewals";

    /// <summary>Evaluasi of the old term.</summary>
    public int EvaluationWorkDays { get; init; } = StageDurations.Default.Evaluation;

    /// <summary>Penganggaran: the money for the new term.</summary>
    public int BudgetWorkDays { get; init; } = StageDurations.Default.Budget;

    /// <summary>Telaah hukum: drafting and review.</summary>
    public int LegalReviewWorkDays { get; init; } = StageDurations.Default.LegalReview;

    /// <summary>Penandatanganan by both parties.</summary>
    public int SigningWorkDays { get; init; } = StageDurations.Default.Signing;

    /// <summary>Data peserta: the list of people is with BPJS Kesehatan.</summary>
    public int ParticipantDataWorkDays { get; init; } = StageDurations.Default.ParticipantData;
}

/// <summary>Registers what renewals are planned by.</summary>
internal static class RenewalSetup
{
    public static void AddRenewals(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new StageDurations(
            Of(nameof(RenewalOptions.EvaluationWorkDays), StageDurations.Default.Evaluation),
            Of(nameof(RenewalOptions.BudgetWorkDays), StageDurations.Default.Budget),
            Of(nameof(RenewalOptions.LegalReviewWorkDays), StageDurations.Default.LegalReview),
            Of(nameof(RenewalOptions.SigningWorkDays), StageDurations.Default.Signing),
            Of(nameof(RenewalOptions.ParticipantDataWorkDays), StageDurations.Default.ParticipantData)));

        int Of(string setting, int otherwise) => builder.Configuration.WholeNumber($"{RenewalOptions.Section}:{setting}", 1, BackPlan.MostWorkDays, otherwise);
    }
}
