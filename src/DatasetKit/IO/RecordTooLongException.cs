namespace DatasetKit.IO;

/// <summary>A record ran over the limit while CsvHelper was still looking for its end.</summary>
internal sealed class RecordTooLongException() : IOException("The record is longer than the limit.");
