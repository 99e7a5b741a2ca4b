using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>A value of a file as an object, because what the framework has for objects, such as dictionaries of them, is compiled already.</summary>
/// <param name="Value">The value.</param>
internal sealed record JsonPart(JsonElement Value);
