namespace DatasetKit.Formats;

/// <summary>UltraChat: <c>id</c> and <c>data</c>, the texts of user and assistant by turns (thunlp/UltraChat, README.md).</summary>
internal sealed class UltraChatFormat() : StringListFormat("ultrachat", "id, data: texts of user and assistant by turns (UltraChat)", "data", "id");
