using RiskRegister.People;

namespace RiskRegister.Digests.Sending;

/// <summary>What a mail says, and to whom. What stands around it is made by <see cref="Envelope"/>.</summary>
/// <param name="To">Who gets it.</param>
/// <param name="Sender">Name of the agency.</param>
/// <param name="Subject">The subject; it may contain anything, see <see cref="HeaderText"/>.</param>
/// <param name="Text">The whole mail as plain text.</param>
/// <param name="Html">The whole mail as HTML.</param>
public sealed record MailContent(Person To, string Sender, string Subject, string Text, string Html);
