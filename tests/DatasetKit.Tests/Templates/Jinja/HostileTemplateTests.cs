using DatasetKit.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Jinja;

/// <summary>Templates that want to use up time, memory or the stack, each in its own way. All of them end in an exception, within the bounds.</summary>
public class HostileTemplateTests
{
    public static TheoryData<string> Names => [.. HostileTemplates.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_template_ends_in_an_exception_within_its_memory(string name)
    {
        var (_, template, mutable) = HostileTemplates.All.Single(one => one.Name == name);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<JinjaException>(() => JinjaTemplate.Parse(template, name, mutable ? JinjaEnvironment.PromptSource : JinjaEnvironment.Chat).Render(new PyDict(), default));

        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {fault.ErrorClass}, {used >> 20} MB allocated");
        Assert.True(used < 512L << 20, $"{used >> 20} MB allocated in all");
    }
}
