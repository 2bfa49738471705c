package org.hatchery.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Sign-in at a provider of OpenID Connect, where {@code spring.security.oauth2.client.registration.*} names one. It says who
 * somebody is and nothing more: rights come from our own tables, and whoever has no account here gets none by it.
 */
@Component
class ExternalSignIn {

  private static final Logger LOG = LoggerFactory.getLogger(ExternalSignIn.class);
  private static final String UNKNOWN = "hatchery_unknown_person";

  private final ObjectProvider<ClientRegistrationRepository> registrations;
  private final IdentityService identity;
  private final Audit audit;

  ExternalSignIn(
      ObjectProvider<ClientRegistrationRepository> registrations, IdentityService identity, Audit audit) {
    this.registrations = registrations;
    this.identity = identity;
    this.audit = audit;
  }

  /**
   * A button on the sign-in page.
   *
   * @param id of the registration
   */
  record Way(String id, String label) {}

  /** Empty where nothing is configured. */
  List<Way> ways() {
    if (!(registrations.getIfAvailable() instanceof Iterable<?> all)) {
      return List.of();
    }
    List<ClientRegistration> known =
        StreamSupport.stream(all.spliterator(), false).map(ClientRegistration.class::cast).toList();
    return known.stream()
        .map(one -> new Way(one.getRegistrationId(), "用" + (known.size() == 1 ? "统一身份认证" : one.getClientName()) + "登录"))
        .toList();
  }

  void configure(HttpSecurity http, AuthenticationSuccessHandler back) throws Exception {
    if (registrations.getIfAvailable() == null) {
      return;
    }
    OidcUserService persons = new OidcUserService();
    // the other answer must hold the claim too where it is asked for, and with many providers only the token does
    persons.setRetrieveUserInfo(request -> !namedBy(request) && hasMore(request));
    DefaultOAuth2UserService others = new DefaultOAuth2UserService();
    http.oauth2Login(
        login ->
            login
                .loginPage("/login")
                .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                .userInfoEndpoint(
                    user ->
                        user.oidcUserService(request -> known(() -> persons.loadUser(request)))
                            .userService(request -> known(() -> others.loadUser(request))))
                .successHandler(back)
                .failureHandler(this::failed));
  }

  private static boolean namedBy(OidcUserRequest request) {
    String claim = endpoint(request).getUserNameAttributeName();
    return !StringUtils.hasText(claim) || request.getIdToken().hasClaim(claim);
  }

  private static boolean hasMore(OidcUserRequest request) {
    return StringUtils.hasText(endpoint(request).getUri());
  }

  private static ClientRegistration.ProviderDetails.UserInfoEndpoint endpoint(OidcUserRequest request) {
    return request.getClientRegistration().getProviderDetails().getUserInfoEndpoint();
  }

  private <T extends OAuth2User> T known(Supplier<T> load) {
    T person;
    try {
      person = load.get();
    } catch (IllegalArgumentException e) {
      LOG.warn("Sign-in at the provider without the claim of user-name-attribute: {}", e.getMessage());
      throw new OAuth2AuthenticationException(UNKNOWN);
    }
    if (identity.createUserQuery().userId(person.getName()).count() == 0) {
      LOG.info("Sign-in at the provider of somebody without an account here");
      throw new OAuth2AuthenticationException(UNKNOWN);
    }
    return person;
  }

  private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    SessionLimits.end(request, response);
    boolean unknown = e instanceof OAuth2AuthenticationException failure && UNKNOWN.equals(failure.getError().getErrorCode());
    audit.once(
        Duration.ofMinutes(1),
        AuditEvent.of(AuditKind.SIGN_IN_FAILED, unknown ? "没有的账号" : "统一身份认证").saying("由统一身份认证，没有登录"));
    if (!unknown) {
      LOG.warn("Sign-in at the provider failed: {}", e.getMessage());
    }
    response.sendRedirect(unknown ? "/login/unknown" : "/login?external");
  }
}
