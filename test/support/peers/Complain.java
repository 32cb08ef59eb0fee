// Connects to each target of standard input (lines: id, host, port, file of trusted certificates or "-", parted by blanks) as Java's
// JSSE does. Prints "== id", and below it what a user sees.
import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.util.*;
import javax.net.ssl.*;

public class Complain {
  public static void main(String[] arguments) throws Exception {
    for (String line; (line = input.readLine()) != null; ) {
      String[] fields = line.split(" ");
      System.out.println("== " + fields[0]);
      try {
        attempt(fields[1], Integer.parseInt(fields[2]), fields[3]);
      } catch (Exception error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        System.out.print(text);
      }
    }
  }

  static final BufferedReader input = new BufferedReader(new InputStreamReader(System.in));

  static void attempt(String host, int port, String ca) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, ca.equals("-") ? null : trust(ca), null);
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), 10000);
      plain.setSoTimeout(10000);
      SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      secure.setSoTimeout(300);
      try {
        secure.getInputStream().read();
      } catch (SocketTimeoutException quiet) {
      }
    }
  }

  static TrustManager[] trust(String file) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      for (java.security.cert.Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) store.setCertificateEntry("ca" + count++, one);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }
}
