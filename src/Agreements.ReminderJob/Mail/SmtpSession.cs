using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Agreements.ReminderJob.Settings;

namespace Agreements.ReminderJob.Mail;

/// <summary>
/// A session with the mail server (RFC 5321), no more of it than is needed to know exactly what became of a message. The SmtpClient of .NET does not tell: a connection
/// that broke looks the same to its caller before and after the message was sent whole, and when one addressee is refused for the moment it sends to the others all the same,
/// so that a repeat would tell those twice.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpSettings _settings;
    private readonly Words _words;
    private readonly TimeProvider _time;
    private readonly TcpClient _connection;
    private SmtpWire _wire;

    private SmtpSession(SmtpSettings settings, Words words, TimeProvider time, TcpClient connection)
    {
        (_settings, _words, _time, _connection) = (settings, words, time, connection);
        _wire = new SmtpWire(connection.GetStream());
    }

    /// <summary>Whether another message can be handed over in it.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Connects, encrypts and signs in.</summary>
    /// <exception cref="MailServerException">One of these cannot be done.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpSettings settings, Words words, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new TcpClient { NoDelay = true };
        using var limit = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await connection.ConnectAsync(settings.Host, settings.Port, either.Token);
            var session = new SmtpSession(settings, words, time, connection);
            await session.BeginAsync(cancellationToken);
            return session;
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or MailServerException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            connection.Dispose();
            var why = e is OperationCanceledException ? words.In("tidak menjawab", "it does not answer") : e.Message.ReplaceLineEndings(" ");
            throw new MailServerException(words.In(
                $"Server surel {settings.Host}:{settings.Port} tidak dapat dipakai: {why}", $"The mail server {settings.Host}:{settings.Port} cannot be used: {why}"), e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Hands one message over to all its addressees in one transaction. One that the server refuses for good does not keep it from the others; one that it refuses for the moment does,
    /// unless the others have waited long enough.
    /// </summary>
    /// <param name="mail">The message.</param>
    /// <param name="waitsForAll">Whether it waits until the server takes it for all of them.</param>
    /// <param name="cancellationToken">When it has to be over.</param>
    public async Task<Handover> HandOverAsync(OutgoingMail mail, bool waitsForAll, CancellationToken cancellationToken)
    {
        var refused = new List<(MailBox, string)>();
        var isSent = false;
        try
        {
            if (await BeginMailAsync(mail.From, cancellationToken) is { } ended)
            {
                return ended;
            }

            SmtpReply? deferral = null;
            foreach (var mailBox in mail.To)
            {
                var reply = await SayAsync($"RCPT TO:<{mailBox.Address}>", cancellationToken);
                if (reply.IsGoodbye)
                {
                    return await GiveUpAsync(reply, refused, cancellationToken);
                }

                if (!reply.IsDone)
                {
                    deferral = reply.IsDeferral ? reply : deferral;
                    refused.Add((mailBox, reply.Detail));
                }
            }

            if (refused.Count == mail.To.Count || (deferral is not null && waitsForAll))
            {
                await ResetAsync(cancellationToken);
                return new Handover(deferral is null ? HandoverOutcome.Refused : HandoverOutcome.Deferred, deferral?.Detail, refused);
            }

            if (await SayAsync("DATA", cancellationToken) is { Code: not 354 } data)
            {
                return await GiveUpAsync(data, refused, cancellationToken);
            }

            await WithinTimeoutAsync(
                async token =>
                {
                    await _wire.WriteAsync(Stuffed(mail.Written()), token);
                    return _wire;
                },
                cancellationToken);
            isSent = true;

            // The server may take its time to look at all of it; to hang up on it now is to not know. It has as long as the lease lasts.
            await _wire.WriteAsync(".\r\n", cancellationToken);
            var answer = await _wire.ReadAsync(cancellationToken);
            IsOpen = !answer.IsGoodbye;
            return new Handover(OutcomeOf(answer), answer.IsDone ? null : answer.Detail, refused);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            IsOpen = false;
            return new Handover(isSent ? HandoverOutcome.Unknown : HandoverOutcome.Deferred, Broken(isSent), refused);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsOpen)
            {
                await SayAsync("QUIT", CancellationToken.None);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // It was over already.
        }

        await _wire.DisposeAsync();
        _connection.Dispose();
    }

    private async Task<Handover?> BeginMailAsync(MailBox from, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await SayAsync($"MAIL FROM:<{from.Address}>", cancellationToken);
            if (reply.IsDone)
            {
                return null;
            }

            var ended = await GiveUpAsync(reply, [], cancellationToken);
            return reply.IsGoodbye ? ended with { Outcome = HandoverOutcome.NotBegun } : ended;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            IsOpen = false;
            return new Handover(HandoverOutcome.NotBegun, Broken(isSent: false), []);
        }
    }

    private static HandoverOutcome OutcomeOf(SmtpReply reply)
    {
        if (reply.IsDone)
        {
            return HandoverOutcome.Taken;
        }

        return reply.IsDeferral ? HandoverOutcome.Deferred : HandoverOutcome.Refused;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        Require(await WithinTimeoutAsync(_wire.ReadAsync, cancellationToken));
        var extensions = await GreetAsync(cancellationToken);
        if (_settings.StartTls)
        {
            if (!extensions.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase))
            {
                throw new MailServerException(_words.In("server tidak menawarkan STARTTLS", "it does not offer STARTTLS"));
            }

            Require(await SayAsync("STARTTLS", cancellationToken));
            await EncryptAsync(cancellationToken);
            extensions = await GreetAsync(cancellationToken);
        }

        if (_settings.User is { } user)
        {
            await SignInAsync(user, _settings.Password!, extensions, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> GreetAsync(CancellationToken cancellationToken)
    {
        var reply = await SayAsync($"EHLO {OwnName()}", cancellationToken);
        Require(reply);
        return [.. reply.Lines.Skip(1)];
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        // What came before the encryption might not be from the server.
        _wire.RequireNothingRead();
        _wire = await WithinTimeoutAsync(
            async token =>
            {
                var encrypted = new SslStream(_connection.GetStream(), leaveInnerStreamOpen: false);
                await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _settings.Host }, token);
                return new SmtpWire(encrypted);
            },
            cancellationToken);
    }

    private async Task SignInAsync(string user, string password, IReadOnlyList<string> extensions, CancellationToken cancellationToken)
    {
        var ways = extensions.Where(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase)).SelectMany(line => line.Split(' ').Skip(1)).ToList();
        SmtpReply reply;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await SayAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellationToken);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await SayAsync("AUTH LOGIN", cancellationToken);
            reply = reply.Code == 334 ? await SayAsync(Base64(user), cancellationToken) : reply;
            reply = reply.Code == 334 ? await SayAsync(Base64(password), cancellationToken) : reply;
        }
        else
        {
            throw new MailServerException(_words.In("server tidak menawarkan cara masuk PLAIN atau LOGIN", "it offers neither PLAIN nor LOGIN to sign in"));
        }

        Require(reply);
    }

    private async Task<Handover> GiveUpAsync(SmtpReply reply, IReadOnlyList<(MailBox, string)> refused, CancellationToken cancellationToken)
    {
        IsOpen = !reply.IsGoodbye;
        if (IsOpen)
        {
            await ResetAsync(cancellationToken);
        }

        return new Handover(reply.IsDeferral ? HandoverOutcome.Deferred : HandoverOutcome.Refused, reply.Detail, refused);
    }

    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        try
        {
            IsOpen = await SayAsync("RSET", cancellationToken) is { IsDone: true };
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            IsOpen = false;
        }
    }

    private Task<SmtpReply> SayAsync(string line, CancellationToken cancellationToken) => WithinTimeoutAsync(
        async token =>
        {
            await _wire.WriteAsync($"{line}\r\n", token);
            return await _wire.ReadAsync(token);
        },
        cancellationToken);

    private async Task<T> WithinTimeoutAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_settings.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        return await work(either.Token);
    }

    private string Broken(bool isSent) => isSent
        ? _words.In("sambungan ke server surel terputus sebelum jawaban atas pesan datang; pesan mungkin sudah diterima", "the connection broke before the message was answered; the mail server may have it")
        : _words.In("sambungan ke server surel terputus sebelum pesan terkirim", "the connection to the mail server broke before the message was sent");

    // A name that means something to others, or else the address (RFC 5321, 4.1.3).
    private string OwnName()
    {
        if (Dns.GetHostName() is var name && name.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(name) == UriHostNameType.Dns)
        {
            return name;
        }

        var address = ((IPEndPoint)_connection.Client.LocalEndPoint!).Address;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }

    // A line that begins with a dot gets another one, which the server takes away again.
    private static string Stuffed(string mail) => mail.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void Require(SmtpReply reply)
    {
        if (!reply.IsDone)
        {
            throw new MailServerException(reply.Detail);
        }
    }
}
