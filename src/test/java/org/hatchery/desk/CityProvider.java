package org.hatchery.desk;

import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** A provider of OpenID Connect as a city runs one: its own program, its own sign-in page, its own names of people. */
final class CityProvider implements AutoCloseable {

  static final String SECRET = "secret-of-hatchery";
  static final String PASSWORD = "at-the-provider";

  /** Who is who: what the provider calls them, and the claim "account". */
  static final Map<String, String> PEOPLE =
      Map.of("u1001", "gangshan.clerk", "u1002", "nobody.here", "u1003", "", "u1004", "GANGSHAN.CLERK");

  private final ServletWebServerApplicationContext running;

  CityProvider() {
    running =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=none")
                .run("--server.port=0", "--server.servlet.session.cookie.name=PROVIDER", "--spring.main.banner-mode=off");
  }

  String address() {
    return "http://127.0.0.1:" + running.getWebServer().getPort();
  }

  /** Makes a program known that may send people here. */
  void knows(String redirect) {
    running.getBean(InMemoryRegisteredClientRepository.class).save(client("hatchery", SECRET, redirect));
  }

  @Override
  public void close() {
    running.close();
  }

  private static RegisteredClient client(String id, String secret, String redirect) {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId(id)
        .clientSecret("{noop}" + secret)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(redirect)
        .scope("openid")
        .scope("profile")
        .build();
  }

  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    OAuth2AuthorizationServerAutoConfiguration.class,
    OAuth2AuthorizationServerJwtAutoConfiguration.class
  })
  static class Program {

    @Bean
    InMemoryRegisteredClientRepository clients() {
      return new InMemoryRegisteredClientRepository(client("another", "other-secret", "http://127.0.0.1/nowhere"));
    }

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          PEOPLE.keySet().stream().map(id -> User.withUsername(id).password("{noop}" + PASSWORD).roles("PERSON").build()).toList());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> account() {
      return context -> {
        String account = PEOPLE.get(context.getPrincipal().getName());
        if (!account.isEmpty()) {
          context.getClaims().claim("account", account);
        }
      };
    }
  }
}
