import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Verifies chains as Java's TLS client does, names apart. One line a chain on standard input, as verify-chains.go reads it; one
 * line an answer.
 */
public final class VerifyChains {
  public static void main(String[] arguments) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String answer = "ok";
      try {
        verify(line.split("\\|", -1));
      } catch (Exception problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) cause = cause.getCause();
        answer = (problem + " / " + cause).replaceAll("\\s+", " ");
      }
      System.out.println(answer);
      System.out.flush();
    }
  }

  private static void verify(String[] fields) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (String text : fields[3].split(",")) {
      try {
        for (X509Certificate anchor : certificates(text)) store.setCertificateEntry("a" + number++, anchor);
      } catch (CertificateException unreadable) {
        // A store is read certificate by certificate.
      }
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
    parameters.setRevocationEnabled(false);
    parameters.setDate(new Date(Long.parseLong(fields[0]) * 1000));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
    manager.checkServerTrusted(certificates(fields[2]).toArray(new X509Certificate[0]), "UNKNOWN");
  }

  private static List<X509Certificate> certificates(String list) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> all = new ArrayList<>();
    for (String text : list.split(",")) {
      if (text.isEmpty()) continue;
      byte[] der = Base64.getDecoder().decode(text);
      all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    }
    return all;
  }
}
