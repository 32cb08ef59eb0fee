import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS servers of JSSE, all in one process. Each argument is one server: "protocol;suite or *;none, want or need". The ports
 * are printed in a row; then a line for each connection: protocol and suite, or how it failed. The key store is named by KEYSTORE,
 * its password is "changeit", and what it trusts is in there too.
 */
public class TlsServers {
    public static void main(String[] args) throws Exception {
        // The defaults of current releases forbid TLS 1.0, 1.1 and 3DES.
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
        Security.setProperty("jdk.tls.legacyAlgorithms", "");
        Security.setProperty("jdk.certpath.disabledAlgorithms", "");
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(System.getenv("KEYSTORE"))) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        StringBuilder ports = new StringBuilder();
        for (String arg : args) {
            String[] parts = arg.split(";");
            SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getLoopbackAddress());
            server.setEnabledProtocols(new String[] {parts[0]});
            if (!parts[1].equals("*")) server.setEnabledCipherSuites(new String[] {parts[1]});
            server.setWantClientAuth(parts[2].equals("want"));
            if (parts[2].equals("need")) server.setNeedClientAuth(true);
            ports.append(ports.length() == 0 ? "" : " ").append(server.getLocalPort());
            Thread thread = new Thread(() -> serve(server));
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println(ports);
        // Whoever started us ends us by closing our input.
        while (System.in.read() != -1) { }
    }

    private static void serve(SSLServerSocket server) {
        while (true) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.setSoTimeout(20000);
                try {
                    socket.startHandshake();
                    System.out.println(socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite());
                    while (socket.getInputStream().read() != -1) { }
                } catch (Exception failure) {
                    System.out.println("failed: " + failure.getMessage());
                }
            } catch (Exception closed) {
                return;
            }
        }
    }
}
