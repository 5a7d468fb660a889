@_exported public import QuorateLanguage
@_exported public import QuorateQuorums
