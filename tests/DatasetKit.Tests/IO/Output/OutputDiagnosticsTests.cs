using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

public sealed class OutputDiagnosticsTests
{
    [Fact]
    public void No_code_is_used_twice()
    {
        string[] codes = [.. OutputDiagnostics.All.Concat(FileDiagnostics.All).Select(diagnostic => diagnostic.Code)];
        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, code => Assert.StartsWith("DK93", code, StringComparison.Ordinal));
    }
}
