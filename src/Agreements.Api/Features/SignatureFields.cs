using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Domain.Instruments;
using FluentValidation;

namespace Agreements.Api.Features;

/// <summary>A party's signature below a document.</summary>
public sealed record SignatureFields : ISignature
{
    /// <summary>The side that signed.</summary>
    [Required]
    public Party? Party { get; init; }

    /// <summary>The signatory's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The signatory's office, as printed.</summary>
    [Required]
    public string? Title { get; init; }

    /// <summary>In what capacity the signatory acts; <c>definitive</c> when left out.</summary>
    public ActingType? ActingType { get; init; }

    /// <summary>The decree that empowers the signatory (number and date), as printed.</summary>
    public string? Mandate { get; init; }

    /// <summary>The day of signing.</summary>
    [Required]
    public DateOnly? SignedOn { get; init; }

    /// <summary>Where it was signed.</summary>
    public string? Place { get; init; }

    /// <summary>How it was signed.</summary>
    public SignatureMethod? Method { get; init; }
}

internal sealed class SignatureFieldsValidator : AbstractValidator<SignatureFields>
{
    public SignatureFieldsValidator() => this.AddSignature();
}

/// <summary>A signature, as a body says it.</summary>
internal interface ISignature
{
    Party? Party { get; }

    string? Name { get; }

    string? Title { get; }

    ActingType? ActingType { get; }

    string? Mandate { get; }

    DateOnly? SignedOn { get; }

    string? Place { get; }

    SignatureMethod? Method { get; }
}

/// <summary>What can be wrong with a signature by itself, and what it becomes.</summary>
internal static class SignatureRules
{
    public static void AddSignature<T>(this AbstractValidator<T> validator)
        where T : ISignature
    {
        validator.RuleFor(body => body.Party).Required();
        validator.RuleFor(body => body.Name).Required().Text(Signature.NameMaxLength);
        validator.RuleFor(body => body.Title).Required().Text(Signature.TitleMaxLength);
        validator.RuleFor(body => body.Mandate).Text(Signature.MandateMaxLength);
        validator.RuleFor(body => body.SignedOn).Required().Date();
        validator.RuleFor(body => body.Place).Text(Signature.PlaceMaxLength);
    }

    public static Signature ToSignature(this ISignature body) => new(
        body.Party!.Value, body.Name!, body.Title!, body.ActingType ?? ActingType.Definitive, body.Mandate, body.SignedOn!.Value, body.Place, body.Method);
}
