import Contracts
import Testing

// MARK: - Reporting

extension Row {
  static let reporting: [Row] = reportingTables + reportingCore + reportingPages + reportingLast
}
