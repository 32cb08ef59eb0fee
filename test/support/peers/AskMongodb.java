import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bson.Document;

/**
 * MongoDB's driver for Java: connects to the URI of each line, side by side, trusting the file of certificates that stands after it
 * ("-": those of the JVM), and tells what it printed, or null.
 */
public class AskMongodb {
  public static void main(String[] args) throws Exception {
    var pool = Executors.newFixedThreadPool(32);
    List<Future<String>> said = new ArrayList<>();
    for (String line : new String(System.in.readAllBytes(), "UTF-8").lines().toList()) {
      String[] parts = line.split(" ");
      said.add(pool.submit(() -> connect(parts[0], parts[1])));
    }
    var list = new ArrayList<Object>();
    for (Future<String> one : said) list.add(one.get());
    // A document is the only thing that the driver writes as JSON.
    String document = new Document("said", list).toJson();
    System.out.println(document.substring(document.indexOf('['), document.lastIndexOf(']') + 1));
    System.exit(0);
  }

  static String connect(String uri, String trusted) {
    try {
      var settings = MongoClientSettings.builder()
          .applyConnectionString(new ConnectionString(uri))
          .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5000, TimeUnit.MILLISECONDS))
          .applyToServerSettings(server -> server.minHeartbeatFrequency(4, TimeUnit.SECONDS))
          .applyToSocketSettings(socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(2, TimeUnit.SECONDS));
      if (!trusted.equals("-")) {
        SSLContext context = trusting(trusted);
        settings.applyToSslSettings(tls -> tls.enabled(true).context(context));
      }
      try (MongoClient client = MongoClients.create(settings.build())) {
        client.getDatabase("admin").runCommand(new Document("hello", 1));
        return null;
      }
    } catch (Throwable error) {
      return error.toString();
    }
  }

  static SSLContext trusting(String file) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    int number = 0;
    var read = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
    for (Certificate one : read) store.setCertificateEntry(Integer.toString(number++), one);
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
