package org.hatchery.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Objects;
import java.util.Set;
import org.apache.catalina.core.StandardHost;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.hatchery.engine.Passwords;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One sign-in for Tasklist, Cockpit, Admin and our own pages (CAMUNDA.md, Sign-in). The webapps bring their own protection
 * against forged requests; {@link SecurityHeaders} and {@link ForeignOrigin} stand before all.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SignInSettings.class, SessionSettings.class})
class DeskSecurity {

  static final String TASKLIST = "/camunda/app/tasklist/default/";

  /** After the chains of Spring Security, before the webapps' own filters, in this order. */
  private static final int FIRST = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

  @Bean
  @Order(1)
  SecurityFilterChain webapps(
      HttpSecurity http,
      PlainErrors errors,
      Passwords passwords,
      SessionSettings sessions,
      PublicAddress address,
      ObjectMapper json)
      throws Exception {
    return http.securityMatcher(path("/camunda/**"))
        .authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(path("/camunda/favicon.ico"))
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .addFilterAfter(new SessionLimits(passwords, sessions), SecurityContextHolderFilter.class)
        .addFilterAfter(new FirstPasswordFilter(pagesToComeBackTo(), json), AuthorizationFilter.class)
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.requestCache(pagesToComeBackTo()))
        .exceptionHandling(
            handling ->
                handling
                    .defaultAuthenticationEntryPointFor(
                        (request, response, e) -> errors.notSignedIn(response),
                        path("/camunda/api/**"))
                    .defaultAuthenticationEntryPointFor(
                        (request, response, e) -> SessionLimits.toSignIn(request, response, address), request -> true))
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain ownPages(
      HttpSecurity http,
      Passwords passwords,
      SessionSettings sessions,
      PublicAddress address,
      ExternalSignIn external,
      ObjectMapper json)
      throws Exception {
    SavedRequestAwareAuthenticationSuccessHandler back = new SavedRequestAwareAuthenticationSuccessHandler();
    back.setRequestCache(pagesToComeBackTo());
    back.setDefaultTargetUrl(TASKLIST);
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    // another name than the webapps' XSRF-TOKEN
    tokens.setCookieName("HATCHERY-CSRF");
    tokens.setCookieCustomizer(cookie -> (address.https() ? cookie.secure(true) : cookie).sameSite("Lax"));
    external.configure(http, back);
    return http.authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(
                        path("/login"),
                        path("/login/unknown"),
                        path("/css/**"),
                        path("/js/**"),
                        path("/vendor/**"),
                        path("/portal/**"),
                        path("/favicon.ico"),
                        path("/error"),
                        // nobody answers there outside the demonstration
                        path("/demo/**"))
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .addFilterAfter(new SessionLimits(passwords, sessions), SecurityContextHolderFilter.class)
        .addFilterAfter(new FirstPasswordFilter(pagesToComeBackTo(), json), AuthorizationFilter.class)
        // guarded there by the name of the host and by the origin: scripts without a token may move the clock
        .csrf(csrf -> csrf.csrfTokenRepository(tokens).ignoringRequestMatchers(path("/demo/**")))
        .requestCache(cache -> cache.requestCache(pagesToComeBackTo()))
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint((request, response, e) -> SessionLimits.toSignIn(request, response, address)))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .usernameParameter("user")
                    .passwordParameter("password")
                    .failureHandler(new SignInFailed())
                    .successHandler(back))
        .logout(
            logout ->
                logout.logoutUrl("/logout").logoutSuccessUrl("/login?left").deleteCookies("JSESSIONID", "XSRF-TOKEN"))
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Of the whole path: Spring's own choice would compare only what follows the servlet of the engine's interface. */
  private static RequestMatcher path(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }

  /** Where to go after signing in: pages somebody wanted to read, not what a page's script asked for. */
  private static HttpSessionRequestCache pagesToComeBackTo() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    RequestMatcher pages =
        request ->
            "GET".equals(request.getMethod())
                && !request.getRequestURI().startsWith("/camunda/api/")
                && Set.of("", "document").contains(Objects.requireNonNullElse(request.getHeader("Sec-Fetch-Dest"), ""))
                && request.getHeader("Accept") != null
                && request.getHeader("Accept").contains("text/html");
    cache.setRequestMatcher(pages);
    cache.setMatchingRequestParameterName(null);
    return cache;
  }

  @Bean
  PlainErrors plainErrors(TaskService tasks, HistoryService history, WhoWasFirst first, ObjectMapper json) {
    return new PlainErrors(tasks, history, first, json);
  }

  @Bean
  FilterRegistrationBean<Filter> plainErrorsFilter(PlainErrors errors) {
    return on(new PlainErrorsFilter(errors), FIRST, "/camunda/api/*");
  }

  @Bean
  FilterRegistrationBean<Filter> webappSession() {
    return on(new WebappSession(), FIRST + 1, "/camunda/api/*", "/camunda/app/*");
  }

  @Bean
  FilterRegistrationBean<Filter> guardFilter(TaskService tasks, NewPassword passwords, ObjectMapper json) {
    return on(new Guard(tasks, passwords, json), FIRST + 2, "/camunda/api/*");
  }

  @Bean
  FilterRegistrationBean<Filter> ownNonce() {
    return on(new OwnNonce(), Ordered.HIGHEST_PRECEDENCE, "/camunda/*");
  }

  @Bean
  PublicAddress publicAddress(Environment settings) {
    return PublicAddress.of(settings.getProperty("hatchery.public-address", "http://127.0.0.1:8080"));
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> securityHeaders(PublicAddress address) {
    return server -> {
      server.addEngineValves(new SecurityHeaders(address));
      server.addContextCustomizers(context -> ((StandardHost) context.getParent()).setErrorReportValveClass(PlainReport.class.getName()));
    };
  }

  @Bean
  FilterRegistrationBean<Filter> foreignOrigin(PublicAddress address, ObjectMapper json) {
    return on(new ForeignOrigin(address, json), Ordered.HIGHEST_PRECEDENCE + 1, "/*");
  }

  @Bean
  FilterRegistrationBean<Filter> notKept() {
    return on(new NotKept(), Ordered.HIGHEST_PRECEDENCE + 2, "/camunda/api/*");
  }

  @Bean
  RecurringTask<Void> signInFailuresSchedule(SignInAttempts attempts) {
    return Tasks.recurring("forget-sign-in-failures", FixedDelay.ofHours(1))
        .execute((task, context) -> attempts.forgetOld());
  }

  private static FilterRegistrationBean<Filter> on(Filter filter, int order, String... paths) {
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
    registration.setName(filter.getClass().getSimpleName());
    registration.addUrlPatterns(paths);
    registration.setOrder(order);
    return registration;
  }
}
