using Agreements.Domain.Documents;
using Agreements.Domain.Text;
using FluentValidation;

namespace Agreements.Api.Http.Uploads;

/// <summary>What is asked of a file that comes in.</summary>
internal static class FileRules
{
    /// <summary>There, and under a name that can be kept.</summary>
    public static IRuleBuilderOptions<T, UploadedFile?> Named<T>(this IRuleBuilderInitial<T, UploadedFile?> rule) => rule
        .NotNull().WithErrorCode("value.required")
        .Must(file => file is null || !string.IsNullOrWhiteSpace(file.Name)).WithErrorCode("text.blank")
        .Must(file => file is null || file.Name.EnumerateRunes().Count() <= FileName.MaxLength).WithErrorCode("text.too-long").WithState(_ => new object?[] { FileName.MaxLength })
        .Must(file => file is null || string.IsNullOrWhiteSpace(file.Name) || FileName.IsUsable(file.Name)).WithErrorCode("file-name.unusable")
        .Must(file => file is null || !PersonalNumber.OccursIn(file.Name)).WithErrorCode("text.personal-number");

    /// <summary>The same, and not refused for its content.</summary>
    public static void File<T>(this IRuleBuilderInitial<T, UploadedFile?> rule) => rule
        .Named()
        .Custom((file, context) =>
        {
            if (file?.Fault is { } fault)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, fault) { ErrorCode = fault });
            }
        });
}
