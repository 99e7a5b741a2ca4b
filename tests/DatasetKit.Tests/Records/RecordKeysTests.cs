using System.Text;
using DatasetKit.Internals;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Records;

public sealed class RecordKeysTests
{
    private static readonly string[] Objects =
    [
        """{"a":1,"b":"x"}""", """{"b":1,"a":"x"}""", """{"a":[1,{"b":2}],"b":{}}""", """{"a":1}""", "{}", """{"a":1,"b":2,"c":3}""", """{"ab":1,"c":2}""", """{"a":1,"bc":2}""", """{"\u0061":1,"b":2}""",
        "{" + string.Join(',', Enumerable.Range(0, 80).Select(i => $"\"a{i}\":{i}")) + ",\"b\":7}",
    ];

    [Fact]
    public void Fields_are_found_whatever_the_records_before_were() =>
        Properties.Check(300, Prop.ForAll(Gen.ArrayOf(Gen.Elements(Objects)).ToArbitrary(), objects =>
        {
            var record = new Record();
            foreach (var json in objects)
            {
                var value = JsonTapeReader.Parse(Encoding.UTF8.GetBytes(json));
                record.MoveTo(value.Tape, 0, default);
                foreach (var name in (string[])["a", "b", "nothing", "a79", "b", "c"])
                {
                    Assert.Equal(value[name].ToString(), record.Peek(name).ToString());
                }

                Assert.Equal(value.Members.Any(), record.HasRest);
                foreach (var member in value.Members)
                {
                    Assert.True(record.HasRest);
                    record.Take(member.Key.ToString());
                }

                Assert.False(record.HasRest);
            }
        }));
}
