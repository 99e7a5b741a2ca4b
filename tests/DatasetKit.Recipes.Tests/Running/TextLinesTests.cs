using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Tests.Running;

public sealed class TextLinesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_end_with_either_line_end_and_a_lone_return_is_text() =>
        Assert.Equal(["a", "b\rc", "é", string.Empty], TextLines.Load(_folder.Write("a.txt", "a\r\nb\rc\né\n")));

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_with_the_file()
    {
        var path = _folder.Write("a.txt", string.Empty);
        File.WriteAllBytes(path, [0x61, 0xFF]);
        Assert.Contains(path, Assert.Throws<RecipeException>(() => TextLines.Load(path)).Message, StringComparison.Ordinal);
    }
}
