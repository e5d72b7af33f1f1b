namespace RiskRegister.Local.Cosmos;

/// <summary>A refusal as the genuine service gives it: HTTP status, optional sub-status, and a body of code and message.</summary>
internal sealed class CosmosFailureException(int status, string message, int subStatus = 0) : Exception(message)
{
    public int Status { get; } = status;

    public int SubStatus { get; } = subStatus;

    /// <summary>The word that the genuine service puts beside the message.</summary>
    public string Code =>
        Status switch
        {
            400 => "BadRequest",
            401 => "Unauthorized",
            404 => "NotFound",
            405 => "MethodNotAllowed",
            409 => "Conflict",
            412 => "PreconditionFailed",
            413 => "RequestEntityTooLarge",
            _ => "InternalServerError",
        };

    public static CosmosFailureException BadRequest(string message) => new(400, message);

    public static CosmosFailureException NotSupported(string what) => new(400, $"not supported: {what}");

    public static CosmosFailureException NotFound(string what = "Entity with the specified id") =>
        new(404, $"Resource Not Found. {what} does not exist in the system.");

    public static CosmosFailureException Conflict(
        string message = "Entity with the specified id already exists in the system."
    ) => new(409, message);

    public static CosmosFailureException PreconditionFailed() =>
        new(412, "Operation cannot be performed because one of the specified precondition is not met.");

    public static CosmosFailureException TooLarge(string what) => new(413, $"Request size is too large: {what}.");
}
