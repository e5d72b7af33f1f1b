using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace RiskRegister.Digests;

/// <summary>The mail server of the settings Mail:Host, Mail:Port, Mail:Tls (none, starttls, tls; default none), Mail:User, Mail:Password.</summary>
public sealed class MailServer(IConfiguration configuration)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A connection that is ready to take mails.</summary>
    public async Task<MailConnection> ConnectAsync(CancellationToken cancellation)
    {
        var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
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

    /// <summary>Whether an exception of <see cref="ConnectAsync"/> tells that there was no connection at all.</summary>
    public static bool IsUnreachable(Exception e) =>
        e
            is SocketException
                or IOException
                or TimeoutException
                or SslHandshakeException
                or AuthenticationException
                or SmtpProtocolException;

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
    public Task SendAsync(MimeMessage message) => client.SendAsync(message, CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
