namespace Agreements.ReminderJob.Settings;

/// <summary>A setting as operators see it.</summary>
/// <param name="Key">Its name in <c>appsettings.json</c>, levels parted by colons; with <c>__</c> instead, the environment variable.</param>
/// <param name="Option">The option of the command line; null for secrets, which every user of the machine could read there.</param>
/// <param name="HelpName">What stands for its value.</param>
/// <param name="Indonesian">What it means.</param>
/// <param name="English">What it means.</param>
internal sealed record Setting(string Key, string? Option, string HelpName, string Indonesian, string English)
{
    public static readonly Setting BaseUrl = new(
        "Agreements:BaseUrl", "--base-url", "URL", "alamat layanan, misalnya https://perjanjian.example.go.id", "where the service is, such as https://perjanjian.example.go.id");

    public static readonly Setting ApiKey = new("Agreements:ApiKey", Option: null, "KEY", "kunci API dengan kewenangan reminders:dispatch, untuk --dry-run agreements:read", "an API key with the scope reminders:dispatch, for --dry-run agreements:read");

    public static readonly Setting Host = new("Smtp:Host", "--smtp-host", "HOST", "server surel", "the mail server");

    public static readonly Setting Port = new("Smtp:Port", "--smtp-port", "1–65535", "portanya (587)", "its port (587)");

    public static readonly Setting StartTls = new(
        "Smtp:StartTls", "--smtp-start-tls", "true|false", "apakah STARTTLS diwajibkan (true)", "whether STARTTLS is insisted on (true)");

    public static readonly Setting User = new("Smtp:User", "--smtp-user", "NAME", "nama pengguna di server surel, jika diminta", "the user at the mail server, if it asks for one");

    public static readonly Setting Password = new("Smtp:Password", Option: null, "SECRET", "kata sandinya", "the password of that user");

    public static readonly Setting From = new(
        "Smtp:From", "--from", "ADDRESS", "alamat pengirim; domainnya juga menjadi bagian Message-ID", "the sender's address; its domain is also part of the Message-ID");

    public static readonly Setting Timeout = new(
        "Smtp:TimeoutSeconds", "--smtp-timeout", "1–300", "berapa detik menunggu satu jawaban server surel (30)", "how many seconds to wait for an answer of the mail server (30)");

    public static readonly Setting Worker = new("Job:Worker", "--worker", "NAME", "nama pekerja di register (nama mesin)", "the name of this worker in the register (that of the machine)");

    public static readonly Setting Limit = new("Job:Limit", "--limit", "1–200", "berapa pengingat diambil sekaligus (20)", "how many reminders are claimed at once (20)");

    public static readonly Setting Lease = new("Job:LeaseSeconds", "--lease", "10–3600", "berapa detik pengingat itu dipegang (300)", "for how many seconds they are held (300)");

    public static readonly Setting Pause = new(
        "Job:PauseSeconds", "--pause", "1–86400", "jeda antarputaran tanpa --once, dalam detik (60)", "the pause between rounds without --once, in seconds (60)");

    public static readonly Setting NobodyToTell = new(
        "Job:NobodyToTell", "--nobody-to-tell", "ADDRESS", "siapa yang diberi tahu tentang perjanjian tanpa penerima", "who hears of agreements with nobody to tell");

    public static readonly Setting LinkTemplate = new(
        "Job:LinkTemplate", "--link-template", "URL", "tautan ke perjanjian, dengan {agreementId} di dalamnya", "a link to the agreement, with {agreementId} in it");

    public static IReadOnlyList<Setting> All { get; } =
        [BaseUrl, ApiKey, Host, Port, StartTls, User, Password, From, Timeout, Worker, Limit, Lease, Pause, NobodyToTell, LinkTemplate];

    /// <summary>The environment variable.</summary>
    public string Variable => Key.Replace(":", "__", StringComparison.Ordinal);
}
