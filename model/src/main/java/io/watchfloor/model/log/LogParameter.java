package io.watchfloor.model.log;

import java.util.List;
import java.util.Optional;

/// One place of a template that varies, and what has stood there.
///
/// @param slot which place of the template, from 0
/// @param name the constant word before it, as people would call it; may be empty
/// @param kind what its values mostly look like
/// @param count values seen, those of lists each
/// @param distinct about how many different ones (error some 13 %)
/// @param most the commonest, most often first
/// @param numbers how they are spread, where they are numbers
public record LogParameter(
    int slot,
    String name,
    Kind kind,
    long count,
    long distinct,
    List<Share> most,
    Optional<Numbers> numbers) {

  /// A value and how often it was seen at least.
  public record Share(String text, long count) {}

  /// How numbers are spread; `shape` from the least to the most, without empty ends.
  public record Numbers(
      double least, double median, double high95, double most, List<Range> shape) {
    public Numbers {
      shape = List.copyOf(shape);
    }
  }

  /// How many numbers lie from `from` (inclusive) to `to`.
  public record Range(double from, double to, long count) {}

  public LogParameter {
    most = List.copyOf(most);
  }
}
