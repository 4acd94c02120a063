using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Agreements.ReminderJob.Tests.Hosting;

/// <summary>A certificate of <c>localhost</c> that nobody knows but who is given its file.</summary>
public sealed class TestCertificate : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-certificate-").FullName;

    public TestCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        (Pem, Key) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        System.IO.File.WriteAllText(File, Pem);
    }

    public string Pem { get; }

    public string Key { get; }

    /// <summary>What a process trusts that is given it in SSL_CERT_FILE.</summary>
    public string File => Path.Combine(_folder, "localhost.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
