using DatasetKit.Internals;
using DatasetKit.Templates;

namespace DatasetKit.Reports;

/// <summary>One way to show people, or programs, what the model sees.</summary>
internal abstract class RenderedView
{
    /// <summary>What comes before the first example.</summary>
    public virtual void Begin(JsonBuffer page)
    {
    }

    /// <summary>Shows an example.</summary>
    /// <param name="page">Gets the bytes.</param>
    /// <param name="example">The example.</param>
    /// <param name="rendered">What the model sees of it.</param>
    /// <param name="tokens">Its tokens; null when nobody asked.</param>
    public abstract void Show(JsonBuffer page, Example example, RenderedExample rendered, TokenCount? tokens);

    /// <summary>What comes after the last example.</summary>
    public virtual void End(JsonBuffer page, RenderedTotals totals)
    {
    }

    /// <summary>Where an example stands, or its number where it stands in no file.</summary>
    protected static string PlaceOf(Example example) => example.Source.ToString() is { Length: > 0 } place ? place : "example";
}
