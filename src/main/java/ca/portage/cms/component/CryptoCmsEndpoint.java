package ca.portage.cms.component;

import ca.portage.cms.CmsKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Sign, verify, encrypt and decrypt Cryptographic Message Syntax (RFC 5652) of any size as streams.
 */
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "crypto-cms",
    title = "Crypto CMS",
    syntax = "crypto-cms:operation:name",
    producerOnly = true,
    remote = false,
    category = {Category.SECURITY, Category.TRANSFORMATION},
    headersClass = CryptoCms.class)
public class CryptoCmsEndpoint extends DefaultEndpoint {
  @UriPath(enums = "sign,verify,encrypt,decrypt", description = "What to do with the body.")
  @Metadata(required = true)
  private String operation;

  @UriPath(
      description =
          "The name of the channel; its keys are the bean NAME.keys unless others are set.")
  @Metadata(required = true)
  private String name;

  @UriParam private CryptoCmsConfiguration configuration;

  private CmsKeys loaded;

  CryptoCmsEndpoint(
      String uri, CryptoCmsComponent component, CryptoCmsConfiguration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    return new CryptoCmsProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "crypto-cms only takes messages in: use it as to, not as from");
  }

  @Override
  public boolean isLenientProperties() {
    return false;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    requireWorkDirectory();
    loaded = resolveKeys();
  }

  private void requireWorkDirectory() {
    if (!Files.isDirectory(workFolder())) {
      throw new IllegalArgumentException(
          getEndpointUri() + " has a workDirectory that is no folder: " + workFolder());
    }
  }

  private CmsKeys resolveKeys() throws Exception {
    if (configuration.getKeys() != null) {
      return configuration.getKeys();
    }
    KeyFiles files = new KeyFiles(configuration, home(), System.getenv(), Clock.systemUTC());
    if (files.named()) {
      return files.load(Operation.parse(operation), getEndpointUri());
    }
    return Optional.ofNullable(
            getCamelContext().getRegistry().lookupByNameAndType(name + ".keys", CmsKeys.class))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    getEndpointUri()
                        + " has no keys. Either bind a bean '"
                        + name
                        + ".keys', or name the files with "
                        + KeyFiles.options(Operation.parse(operation))
                        + "."));
  }

  private Path home() {
    return Path.of(((CryptoCmsComponent) getComponent()).getHome()).toAbsolutePath().normalize();
  }

  Path workFolder() {
    return configuration.getWorkDirectory() == null
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : home().resolve(configuration.getWorkDirectory());
  }

  CmsKeys keys() {
    return loaded;
  }

  public String getOperation() {
    return operation;
  }

  public void setOperation(String operation) {
    this.operation = operation;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public CryptoCmsConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(CryptoCmsConfiguration configuration) {
    this.configuration = configuration;
  }
}
