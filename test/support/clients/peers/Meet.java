// Meets each server of standard input (lines: id, host, port, address or "-", file of trusted certificates, "none" or "-", parted by
// blanks) with Java's SSLSocket and HttpClient. Prints "== client id", and below it what a user sees.
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import javax.net.ssl.*;

public class Meet {
  interface Client {
    void meet(String host, int port, String ca) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    List<String[]> meetings = new ArrayList<>();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    for (String line; (line = input.readLine()) != null; ) {
      String[] fields = line.split(" ");
      meetings.add(fields);
      if (!fields[3].equals("-")) hosts.append(fields[3] + " " + fields[1] + "\n");
    }
    Path names = Files.createTempFile("hosts", "");
    Files.writeString(names, hosts);
    System.setProperty("jdk.net.hosts.file", names.toString());
    Map<String, Client> clients = new LinkedHashMap<>();
    clients.put("java-jsse", Meet::overSocket);
    clients.put("java-httpclient", Meet::overHttp);
    for (Map.Entry<String, Client> client : clients.entrySet()) {
      ExecutorService pool = Executors.newFixedThreadPool(6);
      for (String[] fields : meetings) {
        pool.submit(() -> {
          StringWriter text = new StringWriter();
          try {
            client.getValue().meet(fields[1], Integer.parseInt(fields[2]), fields[4]);
          } catch (Throwable error) {
            error.printStackTrace(new PrintWriter(text));
          }
          synchronized (System.out) {
            System.out.println("== " + client.getKey() + " " + fields[0]);
            System.out.print(text);
          }
        });
      }
      pool.shutdown();
      pool.awaitTermination(100, TimeUnit.SECONDS);
    }
    Files.delete(names);
    System.out.flush();
    System.exit(0);
  }

  static SSLContext context(String ca) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, ca.equals("-") ? null : trust(ca), null);
    return context;
  }

  static void overSocket(String host, int port, String ca) throws Exception {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), 2000);
      plain.setSoTimeout(2000);
      SSLSocket secure = (SSLSocket) context(ca).getSocketFactory().createSocket(plain, host, port, true);
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

  static void overHttp(String host, int port, String ca) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(context(ca)).connectTimeout(Duration.ofSeconds(2)).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/")).timeout(Duration.ofSeconds(2)).build();
    client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static TrustManager[] trust(String file) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    if (!file.equals("none")) {
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        for (java.security.cert.Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) store.setCertificateEntry("ca" + count++, one);
      }
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }
}
