namespace DatasetKit.Cli;

/// <summary>A wrong call: an option that contradicts another or names what is not there.</summary>
internal sealed class UsageException(string message) : Exception(message);
