package bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of one thing done often, in milliseconds. */
final class Figures {

  private final List<Double> times = Collections.synchronizedList(new ArrayList<>());

  void add(long nanoseconds) {
    times.add(nanoseconds / 1e6);
  }

  int count() {
    return times.size();
  }

  /** @param share of the times that are shorter, above 0, at most 1 */
  double at(double share) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }

  double p50() {
    return at(0.5);
  }

  double p95() {
    return at(0.95);
  }
}
