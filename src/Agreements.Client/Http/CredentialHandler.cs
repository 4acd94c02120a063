using System.Net.Http.Headers;

namespace Agreements.Client;

/// <summary>Says who is calling, to the service alone: nothing is told to any other address.</summary>
/// <param name="options">The address of the service and the credential.</param>
public sealed class CredentialHandler(AgreementsClientOptions options) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is { } uri && Uri.Compare(uri, options.Address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            if (options.ApiKey is { } key)
            {
                request.Headers.Remove("X-Api-Key");
                request.Headers.Add("X-Api-Key", key);
            }
            else if (options.AccessToken is { } token)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(cancellationToken).ConfigureAwait(false));
            }
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
