using Agreements.Api.Http.Json;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using FluentValidation;

namespace Agreements.Api.Http.Uploads;

/// <summary>A form as it came: its fields, its file, and what is wrong with it. The file goes with it unless somebody has kept it.</summary>
internal sealed class UploadForm : IAsyncDisposable
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<InputError> _errors = [];

    public UploadedFile? File { get; private set; }

    /// <summary>A field that is text.</summary>
    public string? Text(string name) => _fields.GetValueOrDefault(name);

    /// <summary>A field that names one of a few choices.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } given)
        {
            return null;
        }

        if (EnumNames<T>.TryParse(given, out var choice))
        {
            return choice;
        }

        AddError(name, "value.unknown", Expected.Of(typeof(T)));
        return null;
    }

    /// <summary>A field that is <c>true</c> or <c>false</c>.</summary>
    public bool? Flag(string name)
    {
        switch (Text(name))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
                AddError(name, "value.malformed", Expected.Of(typeof(bool)));
                return null;
        }
    }

    /// <summary>The request that the form makes; when anything in the form is wrong, everything is said at once.</summary>
    public T Requested<T>(T request, IValidator<T> validator)
    {
        if (_errors.Count == 0)
        {
            return request;
        }

        var others = validator.Validate(request).Errors.Select(ProblemSwitch.Error).Where(error => !_errors.Exists(found => found.Pointer == error.Pointer));
        throw new BadInputException([.. _errors, .. others]);
    }

    public void Add(string name, string value) => _fields.Add(name, value);

    public void Add(UploadedFile file) => File = file;

    public void AddError(string name, string code, params object?[] arguments) => _errors.Add(InputError.InBody($"/{JsonPointers.Escape(name)}", code, arguments));

    public async ValueTask DisposeAsync()
    {
        if (File?.Content is { } content)
        {
            await content.DisposeAsync();
        }
    }
}
