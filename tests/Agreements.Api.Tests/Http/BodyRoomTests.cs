using System.Diagnostics.Tracing;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Http;

public sealed class BodyRoomTests
{
    [Fact]
    public async Task A_small_body_is_read_in_little_room()
    {
        using var rented = new Rented();
        await using var host = new ServiceHost().With(services => services.AddSingleton<IStartupFilter>(rented));
        using var client = host.ClientOf("Sari");

        (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);

        Assert.InRange(rented.Largest, 1, 64 * 1024);
    }

    /// <summary>The largest array that requests take from the pool of the runtime. Who rents is told of it before they go on, so that one request is told from another.</summary>
    private sealed class Rented : EventListener, IStartupFilter
    {
        private const int BufferRented = 1;

        private readonly AsyncLocal<bool> _isOurs = new();
        private int _largest;

        public int Largest => Volatile.Read(ref _largest);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                _isOurs.Value = true;
                return go(context);
            });
            next(app);
        };

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventId == BufferRented && _isOurs.Value)
            {
                _largest = Math.Max(_largest, (int)eventData.Payload![1]!);
            }
        }
    }
}
