using Agreements.Api.Http;

namespace Agreements.Api.Setup;

/// <summary>Registers what is remembered of lists.</summary>
internal static class ListSetup
{
    private const int MostBytes = 1024 * 1024 * 1024;

    public static void AddPolledLists(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new PolledListOptions
        {
            RememberedBytes = builder.Configuration.WholeNumber(
                $"{PolledListOptions.Section}:{nameof(PolledListOptions.RememberedBytes)}", 0, MostBytes, PolledListOptions.DefaultRememberedBytes),
        });
        builder.Services.AddSingleton<PolledLists>();
    }
}
