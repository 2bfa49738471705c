package org.hatchery.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.hatchery.engine.FirstPasswords;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One sign-in for Tasklist, Cockpit, Admin and our own pages (CAMUNDA.md, Sign-in). The webapps bring their own protection
 * against forged requests and their own headers; ours stands on everything else.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
class DeskSecurity {

  static final String TASKLIST = "/camunda/app/tasklist/default/";

  private static final String PAGES_ONLY_FROM_HERE =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'none'";

  /** After the chains of Spring Security, before the webapps' own filters, in this order. */
  private static final int FIRST = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

  @Bean
  @Order(1)
  SecurityFilterChain webapps(HttpSecurity http, PlainErrors errors, FirstPasswords first, ObjectMapper json)
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
        .addFilterAfter(new FirstPasswordFilter(first, pagesToComeBackTo(), json), AuthorizationFilter.class)
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.requestCache(pagesToComeBackTo()))
        .exceptionHandling(
            handling ->
                handling
                    .defaultAuthenticationEntryPointFor(
                        (request, response, e) -> errors.notSignedIn(response),
                        path("/camunda/api/**"))
                    .defaultAuthenticationEntryPointFor(
                        (request, response, e) -> response.sendRedirect("/login"), request -> true))
        .headers(
            headers ->
                headers
                    // their own filter says that the big scripts may be kept if they have not changed
                    .cacheControl(cache -> cache.disable())
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain ownPages(HttpSecurity http, FirstPasswords first, ExternalSignIn external, ObjectMapper json)
      throws Exception {
    SavedRequestAwareAuthenticationSuccessHandler back = new SavedRequestAwareAuthenticationSuccessHandler();
    back.setRequestCache(pagesToComeBackTo());
    back.setDefaultTargetUrl(TASKLIST);
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    // another name than the webapps' XSRF-TOKEN
    tokens.setCookieName("HATCHERY-CSRF");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
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
        .addFilterAfter(new FirstPasswordFilter(first, pagesToComeBackTo(), json), AuthorizationFilter.class)
        // guarded there by the name of the host and by the origin: scripts without a token may move the clock
        .csrf(csrf -> csrf.csrfTokenRepository(tokens).ignoringRequestMatchers(path("/demo/**")))
        .requestCache(cache -> cache.requestCache(pagesToComeBackTo()))
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
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(PAGES_ONLY_FROM_HERE))
                    .frameOptions(frames -> frames.deny())
                    .contentTypeOptions(Customizer.withDefaults())
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
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
