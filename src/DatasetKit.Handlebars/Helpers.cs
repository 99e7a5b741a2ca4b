using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using Library = HandlebarsDotNet.Handlebars;

namespace DatasetKit.Handlebars;

/// <summary>What templates may call, and how values are printed.</summary>
internal static class Helpers
{
    /// <summary>The helpers that take arguments, Handlebars' own and ours.</summary>
    public static IReadOnlyList<string> Names { get; } = ["if", "unless", "each", "with", "lookup", "eq", "ne", "loss"];

    public static IHandlebars Environment()
    {
        var environment = Library.Create(new HandlebarsConfiguration { NoEscape = true, FormatProvider = CultureInfo.InvariantCulture });
        environment.Configuration.FormatterProviders.Add(new TrainedFormatter());
        environment.RegisterHelper("eq", (_, arguments) => AreEqual("eq", arguments));
        environment.RegisterHelper("ne", (_, arguments) => !AreEqual("ne", arguments));
        environment.RegisterHelper("loss", (output, options, context, _) =>
        {
            var isTrained = context.Value is not IDictionary<string, object?> message || !message.TryGetValue(ExampleContext.Train, out var train) || train is not false;
            LossWriter.Current?.Begin(isTrained);
            options.Template(output, context);
            LossWriter.Current?.End();
        });
        return environment;
    }

    private static bool AreEqual(string name, in Arguments arguments) => arguments.Length == 2
        ? string.Equals(Convert.ToString(arguments[0], CultureInfo.InvariantCulture), Convert.ToString(arguments[1], CultureInfo.InvariantCulture), StringComparison.Ordinal)
        : throw new HandlebarsException($"{name} compares two values, but is given {arguments.Length}");

    /// <summary>Prints a trained text, and notes where.</summary>
    private sealed class TrainedFormatter : IFormatterProvider, IFormatter
    {
        public bool TryCreateFormatter(Type type, out IFormatter formatter)
        {
            formatter = this;
            return type == typeof(TrainedText);
        }

        public void Format<T>(T value, in EncodedTextWriter writer)
        {
            LossWriter.Current?.BeginTrained();
            writer.Write(value!.ToString()!, false);
            LossWriter.Current?.EndTrained();
        }
    }
}

/// <summary>A text that the assistant says.</summary>
internal sealed class TrainedText(string text)
{
    public override string ToString() => text;
}
