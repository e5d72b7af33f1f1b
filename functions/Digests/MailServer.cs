using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using RiskRegister.Digests.Sending;

namespace RiskRegister.Digests;

/// <summary>
/// The mail server of the settings Mail:Host, Mail:Port, Mail:Tls (none, starttls, tls; default none), Mail:User, Mail:Password and
/// Mail:TimeoutSeconds (how long to wait for each of its answers; default 60).
/// </summary>
public sealed class MailServer(IConfiguration configuration)
{
    private const int DefaultTimeout = 60;

    /// <summary>A connection that is ready to take mails.</summary>
    public async Task<MailConnection> ConnectAsync(CancellationToken cancellation)
    {
        var patience = TimeSpan.FromSeconds(configuration.GetValue("Mail:TimeoutSeconds", DefaultTimeout));
        var client = new SmtpClient { Timeout = (int)patience.TotalMilliseconds };
        try
        {
            var host = configuration["Mail:Host"] ?? throw new IOException("There is none in the settings: set Mail__Host.");
            await client.ConnectAsync(host, configuration.GetValue("Mail:Port", 25), Security(), cancellation);
            if (configuration["Mail:User"] is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, configuration["Mail:Password"] ?? "", cancellation);
            }

            return new MailConnection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Whether an exception of <see cref="ConnectAsync"/> tells that the server could not be used; it may be usable later.</summary>
    public static bool IsUnusable(Exception e) =>
        e
            is SocketException
                or IOException
                or TimeoutException
                or SslHandshakeException
                or AuthenticationException
                or NotSupportedException
                or CommandException
                or ProtocolException;

    private SecureSocketOptions Security() =>
        configuration["Mail:Tls"] switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "starttls" => SecureSocketOptions.StartTls,
            null or "" or "none" => SecureSocketOptions.None,
            var other => throw new InvalidOperationException($"Mail__Tls is '{other}'. Set none, starttls or tls."),
        };
}

/// <summary>An open connection to the mail server.</summary>
public sealed class MailConnection(SmtpClient client) : IDisposable
{
    /// <summary>Hands a mail over; not to be cancelled, because the server may have it already.</summary>
    public async Task<Delivery> HandOverAsync(MimeMessage message)
    {
        var content = new Watch();
        try
        {
            await client.SendAsync(message, CancellationToken.None, content);
        }
        catch (Exception e) when (Delivery.Of(e, content.IsBegun) is not null)
        {
            return Delivery.Of(e, content.IsBegun)!;
        }

        await PartAsync();
        return Delivery.Taken;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>The mail is with the server: whatever happens to the connection from here on does not matter.</summary>
    private async Task PartAsync()
    {
        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception e) when (MailServer.IsUnusable(e))
        {
            // It has hung up first.
        }
    }

    private sealed class Watch : ITransferProgress
    {
        public bool IsBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsBegun = true;

        public void Report(long bytesTransferred) => IsBegun = true;
    }
}
