@_exported import QuorateExplorer
@_exported import QuorateFaults
@_exported import QuorateHistories
@_exported import QuorateLanguage
@_exported import QuorateQuorums
@_exported import QuorateReplay
@_exported import QuorateTraces
