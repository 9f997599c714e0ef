package ca.portage.cms.component;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Makes the endpoints {@code crypto-cms:operation:name}. */
@Component("crypto-cms")
public class CryptoCmsComponent extends DefaultComponent {
  @Metadata(
      defaultValue = ".",
      description = "The folder that relative paths of key files start from.")
  private String home = ".";

  @Metadata(
      label = "advanced",
      description = "Options that every endpoint starts with; its own options override them.")
  private CryptoCmsConfiguration configuration = new CryptoCmsConfiguration();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    int colon = remaining.indexOf(':');
    if (colon < 0 || colon == remaining.length() - 1) {
      throw new IllegalArgumentException(
          "crypto-cms needs an operation and a name, as in crypto-cms:sign:cig, not '"
              + remaining
              + "'");
    }
    String operation = remaining.substring(0, colon);
    Operation.parse(operation);
    CryptoCmsEndpoint endpoint = new CryptoCmsEndpoint(uri, this, configuration.copy());
    endpoint.setOperation(operation);
    endpoint.setName(remaining.substring(colon + 1));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  public String getHome() {
    return home;
  }

  public void setHome(String home) {
    this.home = home;
  }

  public CryptoCmsConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(CryptoCmsConfiguration configuration) {
    this.configuration = configuration;
  }
}
