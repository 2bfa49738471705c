package org.hatchery.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.util.Iterator;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * An expression sees beans and variables, never the class behind one: from there a way leads to the commands of the machine
 * (CVE-2026-109432), for whoever gets an expression into a list of tasks or a diagram.
 */
@Component
class NoClassesInExpressions extends AbstractProcessEnginePlugin {

  private final ApplicationContext context;

  NoClassesInExpressions(ApplicationContext context) {
    this.context = context;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setExpressionManager(
        new SpringExpressionManager(context, configuration.getBeans()) {
          @Override
          protected ELResolver createElResolver() {
            CompositeELResolver all = new CompositeELResolver();
            all.add(new Refusing());
            all.add(super.createElResolver());
            return all;
          }
        });
  }

  /** Asked first about everything; refuses, or leaves it to the others. */
  private static final class Refusing extends ELResolver {

    private static final Set<String> TO_CLASSES = Set.of("class", "getClass", "declaringClass", "getDeclaringClass");

    private static void check(Object base, Object name) {
      boolean ofClasses =
          base instanceof AnnotatedElement || base instanceof ClassLoader || base instanceof Runtime || base instanceof ProcessBuilder;
      if (base != null && (ofClasses || name != null && TO_CLASSES.contains(name.toString()))) {
        throw new Refusal("表达式里不能使用类。");
      }
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
      check(base, property);
      return null;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
      check(base, method);
      return null;
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
      check(base, property);
      return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
      check(base, property);
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
      check(base, property);
      return false;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
      return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
      return null;
    }
  }
}
