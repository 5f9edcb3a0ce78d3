import Contracts
import Testing

extension Row {
  static let cohort: [Row] = []
}
