using System.Text.Json;
using DatasetKit.Recipes.Languages;

namespace DatasetKit.Recipes.Tests.Languages;

public class LanguageIdentifierTests
{
    [Theory]
    [InlineData("en", "The rain had stopped before we reached the harbour, so we walked.")]
    [InlineData("de", "Der Regen hörte auf, bevor wir den Hafen erreichten, und so gingen wir zu Fuß.")]
    [InlineData("fr", "La pluie s'était arrêtée avant que nous arrivions au port, alors nous avons marché.")]
    [InlineData("es", "La lluvia había parado antes de que llegáramos al puerto, así que caminamos.")]
    [InlineData("pt", "A chuva tinha parado antes de chegarmos ao porto, por isso fomos a pé.")]
    [InlineData("it", "La pioggia era finita prima che arrivassimo al porto, così siamo andati a piedi.")]
    [InlineData("nl", "De regen was gestopt voordat we de haven bereikten, dus liepen we verder.")]
    [InlineData("pl", "Deszcz przestał padać, zanim dotarliśmy do portu, więc poszliśmy pieszo.")]
    [InlineData("sv", "Regnet hade slutat innan vi kom fram till hamnen, så vi gick till fots.")]
    [InlineData("cs", "Déšť přestal dříve, než jsme došli do přístavu, a tak jsme šli pěšky.")]
    [InlineData("ro", "Ploaia se oprise înainte să ajungem în port, așa că am mers pe jos.")]
    [InlineData("tr", "Limana varmadan önce yağmur durmuştu, bu yüzden yürüdük ve çok güzel oldu.")]
    [InlineData("fi", "Sade oli loppunut ennen kuin tulimme satamaan, joten me kävelimme.")]
    [InlineData("hu", "Az eső elállt, mielőtt a kikötőbe értünk volna, ezért gyalog mentünk.")]
    [InlineData("vi", "Trời đã tạnh mưa trước khi chúng tôi đến bến cảng nên chúng tôi đi bộ.")]
    [InlineData("id", "Hujan sudah berhenti sebelum kami sampai di pelabuhan, jadi kami berjalan kaki.")]
    [InlineData("ru", "Дождь закончился раньше, чем мы дошли до порта, и мы пошли пешком.")]
    [InlineData("uk", "Дощ закінчився раніше, ніж ми дійшли до порту, і ми пішли пішки.")]
    [InlineData("bg", "Дъждът беше спрял, преди да стигнем до пристанището, и затова вървяхме пеша.")]
    [InlineData("zh", "我们到达港口之前雨已经停了，所以我们走路去。")]
    [InlineData("ja", "港に着く前に雨がやんだので、歩いて行きました。")]
    [InlineData("ko", "항구에 도착하기 전에 비가 그쳐서 우리는 걸어갔다.")]
    [InlineData("ar", "توقف المطر قبل أن نصل إلى الميناء، فمشينا.")]
    [InlineData("el", "Η βροχή είχε σταματήσει πριν φτάσουμε στο λιμάνι.")]
    [InlineData("he", "הגשם פסק לפני שהגענו לנמל, אז הלכנו ברגל.")]
    [InlineData("th", "ฝนหยุดก่อนที่เราจะถึงท่าเรือ")]
    [InlineData("hi", "बंदरगाह पहुँचने से पहले बारिश रुक गई थी।")]
    [InlineData(null, "12345 ... !?")]
    [InlineData(null, "")]
    [InlineData(null, "xkcd qwrt zzyx bbnm")]
    public void A_sentence_tells_its_language(string? language, string text) => Assert.Equal(language, LanguageIdentifier.Default.Identify(text));

    [Fact]
    public void Every_language_it_names_is_a_code()
    {
        var languages = LanguageIdentifier.Default.Languages;
        Assert.Equal(languages.Count, languages.Distinct().Count());
        Assert.All(languages, language => Assert.Equal(2, language.Length));
    }

    /// <summary>No text of these files had a part in the profiles, which are lists of words: all of them are held out. The shares are those of docs/languages.md.</summary>
    [Theory]
    [InlineData("en", 0.99, "alpaca", "alpaca_en_demo.json")]
    [InlineData("zh", 0.96, "alpaca", "alpaca_zh_demo.json")]
    [InlineData("en", 0.99, "alpaca", "alpaca_5000.json")]
    [InlineData("en", 0.99, "vicuna", "sharegpt_glaive_toolcall_en_demo.json")]
    [InlineData("zh", 0.96, "vicuna", "sharegpt_glaive_toolcall_zh_demo.json")]
    public void Real_files_are_told_as_often_as_the_page_says(string language, double least, params string[] file)
    {
        var (right, all) = (0, 0);
        var wrong = new Dictionary<string, int>();
        foreach (var example in Dataset.Read(SharedFolder.PathOf(["data", .. file])).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            var text = string.Join('\n', example.Messages.Where(message => message.Role is Role.User or Role.Assistant).Select(message => message.Content.ToString()));
            if (text.Count(char.IsLetter) < 20)
            {
                continue;
            }

            all++;
            var found = LanguageIdentifier.Default.Identify(text) ?? "unknown";
            right += found == language ? 1 : 0;
            wrong[found] = wrong.GetValueOrDefault(found) + 1;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{file[^1]}: {right} of {all} are {language}; {JsonSerializer.Serialize(wrong)}");
        Assert.True(right >= least * all, $"{right} of {all}: {JsonSerializer.Serialize(wrong)}");
    }
}
