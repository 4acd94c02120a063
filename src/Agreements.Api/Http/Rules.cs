using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using Agreements.Domain.Text;
using FluentValidation;
using FluentValidation.Validators;

namespace Agreements.Api.Http;

/// <summary>The rules that validators are made of, each with its stable code and the particulars that its text mentions.</summary>
internal static class Rules
{
    /// <summary>Not null.</summary>
    public static IRuleBuilderOptions<T, TProperty> Required<T, TProperty>(this IRuleBuilder<T, TProperty> rule) => rule.NotNull().WithErrorCode("value.required");

    /// <summary>Free text: null or not blank, not too long, without a person's number.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, int most) => rule
        .Must(text => text is null || !string.IsNullOrWhiteSpace(text)).WithErrorCode("text.blank")
        .SetValidator(new TextLength<T>(most)).WithErrorCode("text.too-long").WithState(_ => new object?[] { most })
        .Must(text => text is null || !PersonalNumber.OccursIn(text)).WithErrorCode("text.personal-number");

    /// <summary>Without line breaks and tabs, so that it can stand in the head of a mail; null passes.</summary>
    public static IRuleBuilderOptions<T, string?> OnOneLine<T>(this IRuleBuilder<T, string?> rule) => rule
        .SetValidator(new OneLine<T>()).WithErrorCode("text.line-break");

    /// <summary>A plain e-mail address, without a person's number; null passes.</summary>
    public static IRuleBuilderOptions<T, string?> Email<T>(this IRuleBuilder<T, string?> rule) => rule
        .Text(EmailAddress.MaxLength)
        .SetValidator(new PlainEmail<T>()).WithErrorCode("email.invalid");

    /// <summary>Between two bounds, both included; null passes.</summary>
    public static IRuleBuilderOptions<T, int?> Range<T>(this IRuleBuilder<T, int?> rule, int least, int most) => rule
        .InclusiveBetween(least, most).WithErrorCode("value.out-of-range").WithState(_ => new object?[] { least, most });

    /// <summary>Between two bounds, both included; null passes.</summary>
    public static IRuleBuilderOptions<T, long?> Range<T>(this IRuleBuilder<T, long?> rule, long least, long most) => rule
        .InclusiveBetween(least, most).WithErrorCode("value.out-of-range").WithState(_ => new object?[] { least, most });

    /// <summary>Between two bounds, both included, with two decimals at most; null passes.</summary>
    public static IRuleBuilderOptions<T, decimal?> Range<T>(this IRuleBuilder<T, decimal?> rule, decimal least, decimal most) => rule
        .InclusiveBetween(least, most).WithErrorCode("value.out-of-range").WithState(_ => new object?[] { least, most })
        .Must(value => value is null || decimal.Round(value.Value, Percent.Decimals) == value).WithErrorCode("value.too-precise").WithState(_ => new object?[] { Percent.Decimals });

    /// <summary>A percentage from 0 on, with two decimals at most; null passes.</summary>
    public static IRuleBuilderOptions<T, decimal?> Percentage<T>(this IRuleBuilder<T, decimal?> rule, int most) => rule.Range(0m, most);

    /// <summary>A date that can stand in an agreement; null passes.</summary>
    public static IRuleBuilderOptions<T, DateOnly?> Date<T>(this IRuleBuilder<T, DateOnly?> rule) => rule
        .SetValidator(new LegalDate<T>())
        .WithErrorCode("value.out-of-range").WithState(_ => new object?[] { Agreement.EarliestDate, Agreement.LatestDate });

    /// <summary>A query parameter between two bounds, both included.</summary>
    public static IRuleBuilderOptions<T, int> Parameter<T>(this IRuleBuilderInitial<T, int> rule, string name, int least, int most) => rule
        .InclusiveBetween(least, most).WithErrorCode("value.out-of-range").WithState(_ => new object?[] { least, most }).OverridePropertyName($"?{name}");

    /// <summary>Not too many items; null passes.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> Items<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>?> rule, int most) => rule
        .SetValidator(new ListLength<T, TItem>(most)).WithErrorCode("list.too-long").WithState(_ => new object?[] { most });
}

/// <summary>That a date lies within what an agreement can mean, which the document repeats.</summary>
internal interface IDateValidator;

/// <summary>Bounds a date.</summary>
internal sealed class LegalDate<T> : PropertyValidator<T, DateOnly?>, IDateValidator
{
    public override string Name => nameof(LegalDate<>);

    public override bool IsValid(ValidationContext<T> context, DateOnly? value) => value is null || (value >= Agreement.EarliestDate && value <= Agreement.LatestDate);
}

/// <summary>That a text has no line break and no tab, which the document repeats.</summary>
internal interface IOneLineValidator;

/// <summary>Refuses line breaks and tabs.</summary>
internal sealed class OneLine<T> : PropertyValidator<T, string?>, IOneLineValidator
{
    public override string Name => nameof(OneLine<>);

    public override bool IsValid(ValidationContext<T> context, string? value) => value is null || !value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');
}

/// <summary>That a text is an e-mail address, which the document repeats.</summary>
internal interface IEmailValidator;

/// <summary>Refuses what is no address; a text that another rule refuses is left to that.</summary>
internal sealed class PlainEmail<T> : PropertyValidator<T, string?>, IEmailValidator
{
    public override string Name => nameof(PlainEmail<>);

    public override bool IsValid(ValidationContext<T> context, string? value) =>
        string.IsNullOrWhiteSpace(value) || value.Length > EmailAddress.MaxLength || PersonalNumber.OccursIn(value) || EmailAddress.IsValid(value);
}

/// <summary>Counts characters as people and the document do: code points, not UTF-16 units.</summary>
internal sealed class TextLength<T>(int most) : PropertyValidator<T, string?>, ILengthValidator
{
    public override string Name => nameof(TextLength<>);

    public int Min => 0;

    public int Max => most;

    public override bool IsValid(ValidationContext<T> context, string? value) => value is null || value.Length <= most || value.EnumerateRunes().Count() <= most;
}

/// <summary>That a list has an upper bound, which the document repeats.</summary>
internal interface IListLengthValidator
{
    int Most { get; }
}

/// <summary>Bounds a list.</summary>
internal sealed class ListLength<T, TItem>(int most) : PropertyValidator<T, IReadOnlyList<TItem>?>, IListLengthValidator
{
    public override string Name => nameof(ListLength<,>);

    public int Most => most;

    public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem>? value) => value is null || value.Count <= most;
}
