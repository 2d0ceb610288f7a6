// Generated from the migrated schema by `npm run generate`. Do not edit.

import type { ColumnType } from "kysely";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface AddressConfirmations {
  address_confirmation_id: string;
  asked_at: Date | null;
  confirmed_at: Date | null;
  due_at: Date | null;
  email: string;
  organisation_id: string;
  person_id: string;
}

export interface Addresses {
  id: string;
  key_hash: Buffer;
  kind: string;
  organisation_id: string;
}

export interface AllocationRuns {
  fund_id: string;
  last_run_at: Date;
  organisation_id: string;
  turn: Generated<bigint>;
}

export interface Allocations {
  allocation_id: string;
  amount_minor: bigint;
  at: Date;
  case_id: string;
  currency: string;
  gift_id: string;
  need_id: string;
  organisation_id: string;
  reason: string;
  reverses_id: string | null;
}

export interface AuditEntries {
  action: string;
  actor_id: string | null;
  actor_kind: string;
  after: unknown | null;
  at: Date;
  audit_entry_id: string;
  before: unknown | null;
  organisation_id: string;
  subject_id: string;
  subject_kind: string;
}

export interface BookChecks {
  asked_at: Date;
  asked_by: string | null;
  book_check_id: string;
  entry_count: bigint | null;
  finished_at: Date | null;
  night: string | null;
  organisation_id: string;
  state: string;
  steps: Generated<number>;
  steps_done: Generated<number>;
}

export interface BookDifferences {
  book_difference_id: string;
  code: string;
  currency: string;
  expected_minor: bigint;
  explained_at: Date | null;
  explained_by: string | null;
  first_seen_at: Date;
  found_minor: bigint;
  fund: string;
  gone_at: Date | null;
  last_seen_at: Date;
  note: string | null;
  organisation_id: string;
  state: string;
  subject: string;
}

export interface BookGiftSums {
  campaign_id: string;
  currency: string;
  fee_minor: bigint;
  gift_count: bigint;
  given_year: number;
  organisation_id: string;
  received_minor: bigint;
  share_minor: bigint;
}

export interface BookNeedSums {
  allocated_minor: bigint;
  campaign_id: string;
  currency: string;
  given_year: number;
  item: string;
  organisation_id: string;
  programme_id: string;
  spent_minor: bigint;
  told_minor: bigint;
}

export interface BookSumStates {
  gift_count: bigint;
  made_at: Date;
  organisation_id: string;
}

export interface BroadcastFigures {
  asked_at: Date;
  broadcast_id: string;
  channel_account_id: string;
  organisation_id: string;
  played: number | null;
  pressed: number | null;
  seen: number | null;
}

export interface BroadcastRecipients {
  at: Date;
  broadcast_id: string;
  delivery_id: string | null;
  organisation_id: string;
  person_id: string;
  reason: string | null;
  state: string;
}

export interface Broadcasts {
  approved_at: Date | null;
  approved_by: string | null;
  audience: unknown;
  authors: string[];
  broadcast_id: string;
  contents: unknown;
  created_at: Date;
  database_life: string | null;
  decline_reason: string | null;
  fallback_language: string;
  finished_at: Date | null;
  leavers: string;
  moved_at: Date | null;
  name: string;
  not_after: Date | null;
  organisation_id: string;
  pause_reason: string | null;
  preflight: unknown | null;
  purpose: string;
  schedule: unknown;
  snapshot_at: Date | null;
  starts_at: Date | null;
  state: string;
  submitted_at: Date | null;
}

export interface BulkPauses {
  organisation_id: string;
  paused_at: Date;
  source_id: string;
  source_kind: string;
}

export interface CallBacks {
  call_back_id: string;
  connector_account_id: string | null;
  feedback_round_id: string;
  note: string | null;
  opened_at: Date;
  organisation_id: string;
  outcome: string | null;
  reason: string;
  settled_at: Date | null;
  settled_by: string | null;
  update_id: string;
}

export interface CampaignProgress {
  campaign_id: string;
  gift_count: bigint;
  organisation_id: string;
  raised_minor: bigint;
  shard: number;
}

export interface Campaigns {
  allocates_only_final: Generated<boolean>;
  allocation_policy: Generated<string>;
  campaign_id: string;
  cap_minor: bigint | null;
  created_at: Date;
  currency: string;
  ends_on: string | null;
  fund_id: string;
  goal_minor: bigint;
  legal_entity_id: string;
  minimum_slice_minor: bigint;
  organisation_id: string;
  overflow_campaign_id: string | null;
  permit_authority: string | null;
  permit_number: string | null;
  picture: string;
  programme_share_basis_points: number;
  slug: string;
  starts_on: string;
  state: string;
  suggested_minor: ArrayType<bigint>;
}

export interface CampaignTexts {
  campaign_id: string;
  language: string;
  organisation_id: string;
  story: string;
  summary: string;
  title: string;
}

export interface CaseConsentEnds {
  at: Date;
  case_consent_id: string;
  ended_by: string | null;
  kind: string;
  organisation_id: string;
  reason: string | null;
}

export interface CaseConsentPapers {
  case_consent_id: string;
  case_consent_paper_id: string;
  file_id: string;
  organisation_id: string;
  uploaded_at: Date;
  uploaded_by: string | null;
}

export interface CaseConsents {
  case_consent_id: string;
  case_id: string;
  evidence: string;
  expires_on: string;
  first_name_sealed: Buffer | null;
  given_on: string;
  guardian_sealed: Buffer;
  organisation_id: string;
  recorded_at: Date;
  recorded_by: string | null;
  relation: string;
}

export interface CaseConsentScopes {
  case_consent_id: string;
  channel: string;
  field: string;
  organisation_id: string;
  purpose: string;
}

export interface CaseDocuments {
  case_document_id: string;
  case_id: string;
  file_id: string;
  kind: string;
  organisation_id: string;
  removed_at: Date | null;
  uploaded_at: Date;
  uploaded_by: string | null;
}

export interface CaseLegalNames {
  case_id: string;
  name_sealed: Buffer;
  organisation_id: string;
  set_at: Date;
  set_by: string | null;
}

export interface CaseMedicalReads {
  case_id: string;
  hour: Date;
  member_id: string;
  organisation_id: string;
}

export interface CaseNameMarks {
  case_id: string;
  mark: Buffer;
  organisation_id: string;
  source_id: string;
}

export interface CaseNamesMarked {
  case_id: string;
  key_id: Buffer | null;
  organisation_id: string;
  source_id: string;
}

export interface CasePictures {
  case_id: string;
  case_picture_id: string;
  file_id: string;
  hidden: number;
  organisation_id: string;
  published_at: Date | null;
  published_by: string | null;
  removed_at: Date | null;
  uploaded_at: Date;
  uploaded_by: string | null;
}

export interface Cases {
  age_band: string;
  case_id: string;
  condition_class: string;
  created_at: Date;
  erased_at: Date | null;
  external_key: string | null;
  organisation_id: string;
  picture: string;
  programme_id: string;
  pseudonym: string;
  region: string;
  stage: string;
  stage_at: Date;
}

export interface ChannelAccounts {
  channel_account_id: string;
  check_result: unknown | null;
  checked_at: Date | null;
  config_cipher: Buffer;
  created_at: Date;
  former_cipher: Buffer | null;
  former_until: Date | null;
  hook_key: string;
  is_sandbox: Generated<boolean>;
  kind: string;
  last_event_at: Date | null;
  last_failure: unknown | null;
  message_price_currency: string | null;
  message_price_minor: bigint | null;
  messages_left: number | null;
  name: string;
  organisation_id: string;
  organisation_is_demo: boolean;
  quota_read_at: Date | null;
  rate_per_second: number | null;
  state: Generated<string>;
  templates_read_at: Date | null;
  token_expires_at: Date | null;
}

export interface ChannelMenus {
  attempts: Generated<number>;
  audience: string;
  changed_at: Date;
  channel_account_id: string;
  entries: unknown;
  menu_id: string | null;
  next_attempt_at: Date;
  organisation_id: string;
  put_at: Date | null;
  state: Generated<string>;
  title: string | null;
  words: string | null;
}

export interface Checkpoints {
  at: Date;
  note: string | null;
  organisation_id: string;
  root: Buffer;
  size: bigint;
}

export interface CommentRules {
  changed_at: Date;
  channel_account_id: string;
  is_on: Generated<boolean>;
  keywords: Generated<string[]>;
  organisation_id: string;
  words: Generated<unknown>;
}

export interface ConnectorAccounts {
  config_cipher: Buffer;
  connector_account_id: string;
  created_at: Date;
  cursor: string | null;
  failures: Generated<number>;
  kind: string;
  name: string;
  next_pull_at: Date;
  next_push_at: Date;
  organisation_id: string;
  platform: string;
  pulled_at: Date | null;
  pulled_count: Generated<bigint>;
  state: Generated<string>;
  trouble: string | null;
  trouble_at: Date | null;
  trouble_detail: string | null;
  unreadable_count: Generated<bigint>;
}

export interface Consents {
  at: Date;
  channel: string;
  consent_id: string;
  granted: boolean;
  language: string;
  organisation_id: string;
  person_id: string;
  purpose: string;
  source: string;
  source_id: string | null;
  text_version: string;
}

export interface Conversations {
  assignee_id: string | null;
  channel_account_id: string;
  conversation_id: string;
  created_at: Date;
  identity_id: string;
  last_inbound_at: Date | null;
  last_message_at: Date | null;
  lively_at: Generated<Date | null>;
  message_count: Generated<number>;
  organisation_id: string;
  preview: Generated<string>;
  reply_token: string | null;
  reply_token_expires_at: Date | null;
  script_silent_until: Date | null;
  state: Generated<string>;
  unread_count: Generated<number>;
  waiting_since: Date | null;
  window_closes_at: Date | null;
  window_messages: number | null;
  window_opened_at: Date | null;
}

export interface DeclineWaves {
  alarmed_at: Date;
  began_at: Date;
  decline_wave_id: string;
  declines: number;
  ended_at: Date | null;
  ended_by: string | null;
  held_back: Generated<number>;
  networks: number;
  organisation_id: string;
  payment_account_id: string;
  turned_away: Generated<number>;
}

export interface Deliveries {
  attempts: Generated<number>;
  channel_account_id: string;
  comment_id: string | null;
  conversation_id: string;
  delivered_at: Date | null;
  delivery_id: string;
  failed_at: Date | null;
  follows_person: Generated<boolean>;
  message_id: string;
  next_attempt_at: Date;
  not_after: Date | null;
  not_before: Date | null;
  once_key: string | null;
  organisation_id: string;
  priority: number;
  purpose: string;
  queued_at: Date;
  read_at: Date | null;
  reason: string | null;
  reply_token: string | null;
  reply_token_expires_at: Date | null;
  retry_key: string;
  route: unknown | null;
  routed_from: string | null;
  routed_to: string | null;
  sending_at: Date | null;
  sent_at: Date | null;
  source_id: string | null;
  source_kind: string | null;
  state: string;
}

export interface DeliveryParts {
  at: Date;
  delivery_id: string;
  organisation_id: string;
  outcome: unknown | null;
  part: number;
  provider_id: string | null;
  state: string;
}

export interface Designations {
  beyond: string;
  case_id: string;
  gift_id: string;
  named_at: Date;
  organisation_id: string;
}

export interface Erasures {
  again_at: Date | null;
  asked_at: Date;
  asked_by: string;
  due_at: Date;
  ended_at: Date | null;
  erasure_id: string;
  member_id: string | null;
  organisation_id: string;
  person_id: string;
  state: string;
}

export interface EventDeliveries {
  attempts: Generated<number>;
  event_id: string;
  failure: string | null;
  handled_at: Date | null;
  next_attempt_at: Date;
  organisation_id: string;
  subscriber: string;
}

export interface Events {
  at: Date;
  event_id: string;
  organisation_id: string;
  payload: unknown;
  type: string;
}

export interface Expenses {
  amount_minor: bigint;
  case_id: string;
  currency: string;
  document_file_id: string | null;
  document_note: string;
  expense_id: string;
  need_id: string;
  organisation_id: string;
  recorded_at: Date;
  recorded_by: string | null;
  reversal_id: string | null;
  reversal_reason: string | null;
  reversed_at: Date | null;
  reversed_by: string | null;
  spent_on: string;
}

export interface FeedbackClosings {
  at: Date;
  currency: string;
  delivery_id: string | null;
  feedback_round_id: string;
  gift_id: string;
  organisation_id: string;
  person_id: string;
  reason: string | null;
  result: string;
  share_minor: bigint;
}

export interface FeedbackCorrections {
  at: Date;
  corrects_id: string;
  organisation_id: string;
  update_id: string;
}

export interface FeedbackDigests {
  at: Date;
  feedback_round_id: string | null;
  month: string;
  organisation_id: string;
  programme_id: string;
}

export interface FeedbackPhotographs {
  case_picture_id: string;
  channel: string;
  feedback_round_id: string;
  is_dropped: boolean;
  organisation_id: string;
  person_id: string;
  update_id: string;
}

export interface FeedbackResults {
  at: Date;
  delivery_id: string | null;
  feedback_round_id: string;
  gift_id: string;
  organisation_id: string;
  person_id: string;
  reason: string | null;
  result: string;
  update_id: string;
}

export interface FeedbackRounds {
  approved_at: Date | null;
  approved_by: string | null;
  created_at: Date;
  feedback_round_id: string;
  finished_at: Date | null;
  kind: Generated<string>;
  organisation_id: string;
  preview: unknown | null;
  programme_id: string;
  sends_at: Date | null;
  state: string;
  submitted_at: Date | null;
  templates: unknown | null;
  use_of_funds: unknown | null;
  written_by: string | null;
}

export interface FeedbackRoundUpdates {
  feedback_round_id: string;
  organisation_id: string;
  update_id: string;
}

export interface FeedbackTemplateHistory {
  channel: string;
  feedback_template_history_id: string;
  kind: string;
  label: string;
  language: string;
  organisation_id: string;
  programme_id: string;
  replaced_at: Date;
  replaced_by: string;
  text: string;
  title: string;
  written_at: Date;
  written_by: string;
}

export interface FeedbackTemplates {
  channel: string;
  kind: string;
  label: string;
  language: string;
  organisation_id: string;
  programme_id: string;
  text: string;
  title: string;
  written_at: Date;
  written_by: string;
}

export interface FeedbackWaiting {
  at: Date;
  feedback_round_id: string;
  gift_id: string;
  organisation_id: string;
  person_id: string;
}

export interface FeedbackWishes {
  at: Date;
  content: string;
  feedback_wish_id: string;
  organisation_id: string;
  person_id: string;
  rhythm: string;
  source: string;
}

export interface FiledReturns {
  call_back_id: string | null;
  call_back_reason: string | null;
  called_back_at: Date | null;
  feedback_round_id: string;
  filed_at: Date;
  filed_by: string | null;
  filed_return_id: string;
  gift_id: string;
  organisation_id: string;
  update_id: string;
}

export interface Files {
  byte_length: bigint;
  created_at: Date;
  created_by: string | null;
  file_id: string;
  file_name: string | null;
  media_type: string;
  organisation_id: string;
  purpose: string;
  sha256: Buffer;
}

export interface Funds {
  code: string;
  fund_id: string;
  is_restricted: boolean;
  name: string;
  organisation_id: string;
}

export interface GiftIntents {
  amount_minor: bigint;
  campaign_id: string;
  case_id: string | null;
  consents: Generated<unknown>;
  conversation_id: string | null;
  created_at: Date;
  currency: string;
  donor_email: string | null;
  donor_name: string;
  donor_phone: string | null;
  expires_at: Date;
  gift_intent_id: string;
  instructions: unknown | null;
  is_anonymous: boolean;
  language: string;
  network: string | null;
  next_query_at: Date | null;
  organisation_id: string;
  overflow_campaign_id: string | null;
  payment_account_id: string;
  person_id: string | null;
  provider_reference: string | null;
  query_count: Generated<number>;
  receipt_name: string | null;
  receipt_wish: string;
  reference: string;
  shows_initials: Generated<boolean>;
  state: string;
  state_at: Date;
  tax_identifier_cipher: Buffer | null;
  told_state: string | null;
}

export interface GiftPortions {
  amount_minor: bigint;
  campaign_id: string;
  currency: string;
  fee_minor: bigint;
  final_at: Date | null;
  fund_id: string;
  gift_id: string;
  minimum_slice_minor: bigint;
  organisation_id: string;
  policy: Generated<string>;
  received_at: Date;
  share_minor: bigint;
}

export interface Gifts {
  amount_minor: bigint;
  campaign_id: string;
  conversation_id: string | null;
  currency: string;
  donor_name: string;
  fee_minor: Generated<bigint>;
  fund_id: string;
  gift_id: string;
  gift_intent_id: string | null;
  given_on: string;
  is_anonymous: boolean;
  language: string;
  order_number: string | null;
  organisation_id: string;
  payment_account_id: string | null;
  person_id: string;
  public_reference: string;
  receipt_name: string | null;
  receipt_wish: string;
  received_at: Date;
  refunded_minor: Generated<bigint>;
  rest_of_gift_id: string | null;
  shows_initials: Generated<boolean>;
  source: string;
  tax_identifier_cipher: Buffer | null;
  thanked_at: Date | null;
  thanked_checkpoint: unknown | null;
}

export interface GoalActuals {
  from_day: string;
  goal_actual_id: string;
  note: string | null;
  organisation_id: string;
  programme_goal_id: string;
  to_day: string;
  typed_at: Date;
  typed_by: string | null;
  value: bigint;
}

export interface GroupDoors {
  channel_account_id: string;
  group_id: string;
  organisation_id: string;
  shown_at: Date;
}

export interface Identities {
  address: string;
  channel_account_id: string;
  created_at: Date;
  display_name: string | null;
  identity_id: string;
  language: string | null;
  organisation_id: string;
  person_id: string;
  state: Generated<string>;
  state_at: Date | null;
  typed_email: string | null;
  union_id: string | null;
}

export interface IdentityAliases {
  alias: string;
  at: Date;
  channel_account_id: string;
  identity_id: string;
  organisation_id: string;
}

export interface IdentityLinks {
  at: Date;
  identity_id: string;
  identity_link_id: string;
  organisation_id: string;
  person_id: string;
  previous_person_id: string | null;
  proof: string;
  proof_id: string | null;
}

export interface ImportDrafts {
  created_at: Date;
  import_id: string;
  organisation_id: string;
  rows_cipher: Buffer;
}

export interface ImportRows {
  applied_at: Date | null;
  cells: unknown;
  import_id: string;
  organisation_id: string;
  refusal: unknown | null;
  row_number: number;
  subject_id: string | null;
  verdict: string | null;
}

export interface Imports {
  cells_forgotten_at: Date | null;
  columns: Generated<string[]>;
  created_at: Date;
  created_by: string | null;
  done_rows: Generated<number>;
  failure: unknown | null;
  file_id: string | null;
  file_name: string;
  file_sha256: Buffer;
  finished_at: Date | null;
  fixed: Generated<unknown>;
  import_id: string;
  kind: string;
  mapping: unknown;
  organisation_id: string;
  state: string;
  total_rows: number;
}

export interface InboundEvents {
  at: Date;
  attempts: Generated<number>;
  channel_account_id: string;
  dedupe_key: string;
  event: unknown;
  failure: string | null;
  inbound_event_id: string;
  next_attempt_at: Date | null;
  organisation_id: string;
  processed_at: Date | null;
  received_at: Date;
  sender: string;
}

export interface Instalments {
  decided_at: Date | null;
  decided_by: string | null;
  due_on: string;
  gift_id: string | null;
  number: number;
  organisation_id: string;
  recurring_gift_id: string;
  state: Generated<string>;
}

export interface LedgerAccounts {
  code: string;
  currency: string;
  ledger_account_id: string;
  organisation_id: string;
}

export interface LedgerTransfers {
  amount_minor: bigint;
  created_at: Date;
  credit_account_id: string;
  currency: string;
  debit_account_id: string;
  effective_on: string;
  journal_id: string;
  kind: string;
  ledger_transfer_id: string;
  organisation_id: string;
  source_id: string;
}

export interface LegalEntities {
  address: string;
  approval_number: string | null;
  country: string;
  legal_entity_id: string;
  name: string;
  organisation_id: string;
  receipt_prefix: string;
  registration_number: string;
}

export interface Links {
  created_at: Date;
  expires_at: Date;
  kind: string;
  link_id: string;
  organisation_id: string;
  revoked_at: Date | null;
  single_use: Generated<boolean>;
  subject: unknown;
  token_hash: Buffer;
  used_at: Date | null;
}

export interface LogCosignatures {
  cosigned_at: Date;
  line: string;
  name: string;
  organisation_id: string;
  size: bigint;
}

export interface LogEntries {
  entry: Buffer;
  leaf_hash: Buffer;
  organisation_id: string;
  position: bigint;
  sequenced_at: Date;
  subject_id: string;
  subject_kind: string;
}

export interface LogHeads {
  frontier: ArrayType<Buffer>;
  organisation_id: string;
  origin: string;
  public_key: Buffer;
  published_note: string | null;
  published_size: bigint;
  secret_key_cipher: Buffer;
  size: bigint;
}

export interface LogKeySuccessions {
  announced_at: Date;
  note: string;
  number: number;
  organisation_id: string;
}

export interface LogPending {
  created_at: Date;
  entry: Buffer;
  log_pending_id: string;
  organisation_id: string;
  subject_id: string;
  subject_kind: string;
}

export interface LogSalts {
  organisation_id: string;
  salt: Buffer;
  subject_id: string;
  subject_kind: string;
}

export interface LogTileRoots {
  hash: Buffer;
  organisation_id: string;
  position: bigint;
  tile_level: number;
}

export interface LogWitnesses {
  asked_at: Date | null;
  cosigned_at: Date | null;
  cosigned_size: Generated<bigint>;
  created_at: Date;
  log_witness_id: string;
  name: string;
  organisation_id: string;
  problem: string | null;
  url: string;
  vkey: string;
}

export interface MailFiles {
  at: Date;
  channel_account_id: string;
  file_id: string;
  media_id: string;
  organisation_id: string;
}

export interface Mandates {
  conversation_id: string;
  decided_at: Date | null;
  decided_by: string | null;
  file_id: string;
  filed_at: Date;
  filed_by: string | null;
  mandate_id: string;
  media_type: string;
  message_id: string;
  organisation_id: string;
  person_id: string;
  place: number;
  reason: string | null;
  recurring_gift_id: string | null;
  state: Generated<string>;
}

export interface MediaErasures {
  due_at: Date;
  file_id: string;
  organisation_id: string;
}

export interface MemberRoles {
  member_id: string;
  organisation_id: string;
  role: string;
}

export interface Members {
  created_at: Date;
  deactivated_at: Date | null;
  email: string;
  language: string;
  member_id: string;
  name: string;
  organisation_id: string;
  user_id: string;
}

export interface MenuLinks {
  identity_id: string;
  linked_at: Date;
  menu_id: string;
  organisation_id: string;
  refused: Generated<boolean>;
}

export interface MessageMedia {
  attempts: Generated<number>;
  byte_length: bigint | null;
  channel_account_id: string;
  conversation_id: string;
  file_id: string;
  file_name: string | null;
  has_thumbnail: Generated<boolean>;
  media_type: string | null;
  message_id: string;
  next_attempt_at: Date;
  organisation_id: string;
  place: number;
  reason: string | null;
  source: string;
  state: string;
}

export interface Messages {
  at: Date;
  author_id: string | null;
  author_kind: string;
  content: unknown;
  conversation_id: string;
  direction: string;
  message_id: string;
  organisation_id: string;
  provider_message_id: string | null;
  recorded_at: Date;
  unsent_at: Date | null;
}

export interface MessageTemplates {
  by_hand: boolean;
  category: string;
  channel_account_id: string;
  is_fillable: boolean;
  language: string;
  name: string;
  organisation_id: string;
  parameters: string[];
  reason: string | null;
  state: string;
  synced_at: Date;
  takes_url: boolean;
  template_id: string;
  text: string;
}

export interface Needs {
  amount_minor: bigint;
  cancelled_at: Date | null;
  case_id: string;
  created_at: Date;
  currency: string;
  due_on: string | null;
  external_key: string | null;
  fund_id: string | null;
  given_minor: Generated<bigint>;
  item: string;
  need_id: string;
  open_minor: bigint;
  organisation_id: string;
}

export interface OpenGifts {
  allocatable_minor: bigint;
  case_id: string | null;
  currency: string;
  fund_id: string;
  gift_id: string;
  lane: Generated<string>;
  minimum_slice_minor: bigint;
  open_minor: bigint;
  organisation_id: string;
  received_at: Date;
}

export interface OrderExceptions {
  cells: unknown;
  opened_at: Date;
  order_exception_id: string;
  order_number: string;
  organisation_id: string;
  platform: string;
  reason: unknown;
  resolution: string | null;
  resolved_at: Date | null;
  resolved_by: string | null;
}

export interface OrderReturns {
  at: Date;
  attempts: Generated<number>;
  call_back_id: string | null;
  call_back_reason: string | null;
  called_back_at: Date | null;
  connector_account_id: string;
  corrects_id: string | null;
  feedback_round_id: string;
  gift_id: string;
  next_attempt_at: Date;
  order_return_id: string;
  organisation_id: string;
  reason: string | null;
  reference: string | null;
  sending_at: Date | null;
  state: Generated<string>;
  update_id: string;
}

export interface Organisations {
  country: string;
  created_at: Date;
  email: string | null;
  is_demo: Generated<boolean>;
  language: string;
  name: string;
  office_hours: Generated<unknown>;
  organisation_id: string;
  phone: string | null;
  slug: string;
  time_zone: string;
  website: string | null;
}

export interface OrganisationTexts {
  description: Generated<string>;
  language: string;
  name: string;
  organisation_id: string;
}

export interface OriginalFiles {
  byte_length: bigint;
  file_id: string;
  is_signed: boolean;
  key_id: Buffer | null;
  organisation_id: string;
  sealed_sha256: Buffer;
  sha256: Buffer;
  unused_sha256: Buffer | null;
}

export interface OtherFees {
  fee_minor: bigint;
  gift_id: string;
  organisation_id: string;
  told_at: Date;
  told_by: string;
}

export interface PartnerAccounts {
  created_at: Date;
  former_cipher: Buffer | null;
  former_until: Date | null;
  last_position: Generated<bigint>;
  name: string;
  organisation_id: string;
  partner_account_id: string;
  read_at: Date | null;
  secret_cipher: Buffer;
  state: Generated<string>;
}

export interface PartnerCampaigns {
  campaign_id: string;
  organisation_id: string;
  partner_account_id: string;
  programme_code: string;
}

export interface PartnerFeedback {
  content_hash: Buffer;
  corrects_id: string | null;
  delivery_id: string | null;
  feedback_id: string;
  obstacle: string | null;
  order_number: string;
  organisation_id: string;
  outcome: string;
  partner_account_id: string;
  reason: string | null;
  received_at: Date;
}

export interface PartnerOrders {
  at: Date;
  gift_id: string;
  order_number: string;
  organisation_id: string;
  partner_account_id: string;
  position: bigint;
  state: string;
}

export interface PaymentAccounts {
  config_cipher: Buffer;
  created_at: Date;
  currency: string;
  former_cipher: Buffer | null;
  former_until: Date | null;
  hook_key: string;
  is_offered: Generated<boolean>;
  is_sandbox: Generated<boolean>;
  last_failure: unknown | null;
  name: string;
  organisation_id: string;
  organisation_is_demo: boolean;
  payment_account_id: string;
  provider: string;
}

export interface PaymentChanges {
  based_on: string | null;
  ended_at: Date | null;
  ended_by: string | null;
  expires_at: Date;
  lapse_reason: string | null;
  name: string;
  organisation_id: string;
  payment_account_id: string | null;
  payment_change_id: string;
  proposed_at: Date;
  proposed_by: string;
  proposed_cipher: Buffer | null;
  provider: string;
  state: string;
  takes_effect_at: Date | null;
}

export interface PaymentDeclines {
  declined_at: Date;
  network: string | null;
  organisation_id: string;
  payment_account_id: string;
  provider_event_id: string;
}

export interface PaymentExceptions {
  amount_minor: bigint | null;
  currency: string | null;
  kind: string;
  opened_at: Date;
  organisation_id: string;
  payment_exception_id: string;
  provider_event_id: string | null;
  reason: string;
  resolution: string | null;
  resolved_at: Date | null;
  resolved_by: string | null;
}

export interface PayoutLines {
  brought_in_at: Date;
  currency: string;
  fee_minor: bigint;
  gross_minor: bigint;
  net_minor: Generated<bigint>;
  organisation_id: string;
  paid_out_on: string;
  payment_account_id: string;
  payout_line_id: string;
  payout_reference: string;
  provider_reference: string;
  reference: string;
  refunded_minor: bigint;
}

export interface PersonGrams {
  gram: string;
  organisation_id: string;
  person_id: string;
}

export interface Persons {
  created_at: Date;
  display_name: string;
  donor_since: string | null;
  email: string | null;
  erased_at: Date | null;
  external_key: string | null;
  language: string;
  merged_into_id: string | null;
  organisation_id: string;
  person_id: string;
  phone: string | null;
  time_zone: string | null;
}

export interface PersonSuggestions {
  matched_by: string;
  organisation_id: string;
  other_person_id: string;
  person_id: string;
  settled_at: Date | null;
  settled_by: string | null;
  state: string;
  suggested_at: Date;
}

export interface PersonTags {
  folded: string;
  organisation_id: string;
  person_id: string;
  tag: string;
  tagged_at: Date;
}

export interface PlatformOrders {
  cells: unknown;
  gift_id: string;
  imported_at: Date;
  order_number: string;
  organisation_id: string;
  platform: string;
}

export interface PlatformProjects {
  campaign_id: string;
  organisation_id: string;
  platform: string;
  project_id: string;
}

export interface PrivateReplies {
  at: Date;
  channel_account_id: string;
  comment_id: string;
  conversation_id: string;
  organisation_id: string;
}

export interface ProgrammeCosts {
  amount_minor: bigint;
  item: string;
  organisation_id: string;
  programme_id: string;
}

export interface ProgrammeGoals {
  created_at: Date;
  due_on: string | null;
  name: unknown;
  organisation_id: string;
  programme_goal_id: string;
  programme_id: string;
  removed_at: Date | null;
  source: string;
  target: bigint;
  unit: unknown;
}

export interface Programmes {
  created_at: Date;
  currency: string;
  fund_id: string;
  name: unknown;
  organisation_id: string;
  picture: string;
  programme_id: string;
  slug: string;
}

export interface ProviderEvents {
  applied_at: Date | null;
  dedupe_key: string;
  event: unknown;
  organisation_id: string;
  payment_account_id: string;
  provider_event_id: string;
  received_at: Date;
  result: string | null;
}

export interface Reactions {
  at: Date;
  conversation_id: string;
  organisation_id: string;
  provider_message_id: string;
  sign: string;
  slot: Generated<string>;
}

export interface ReceiptGifts {
  amount_minor: bigint;
  gift_id: string;
  organisation_id: string;
  receipt_id: string;
}

export interface Receipts {
  amount_minor: bigint;
  currency: string;
  issued_at: Date;
  legal_entity_id: string;
  number: number;
  organisation_id: string;
  person_id: string;
  receipt_id: string;
  replaces_id: string | null;
  snapshot: unknown;
  tax_identifier_cipher: Buffer | null;
  void_reason: string | null;
  voided_at: Date | null;
  year: number;
}

export interface ReceiptSeries {
  last_number: number;
  legal_entity_id: string;
  organisation_id: string;
  year: number;
}

export interface RecurringGifts {
  account_cipher: Buffer | null;
  account_digits: string | null;
  amount_minor: bigint;
  campaign_id: string;
  conversation_id: string | null;
  created_at: Date;
  created_by: string | null;
  currency: string;
  donor_name: string;
  due_day: number;
  ended_at: Date | null;
  language: string;
  next_due_on: string;
  next_number: Generated<number>;
  organisation_id: string;
  person_id: string;
  provider: string;
  recurring_gift_id: string;
  rhythm: string;
  starts_on: string;
  state: Generated<string>;
}

export interface Refunds {
  amount_minor: bigint;
  decided_at: Date | null;
  decided_by: string | null;
  gift_id: string;
  organisation_id: string;
  reason: string;
  refund_id: string;
  requested_at: Date;
  requested_by: string;
  state: string;
}

export interface ReserveCovers {
  amount_minor: bigint;
  at: Date;
  case_id: string;
  currency: string;
  gift_id: string;
  need_id: string;
  organisation_id: string;
  reserve_cover_id: string;
}

export interface Roles {
  organisation_id: string;
  permissions: string[];
  role: string;
}

export interface SandboxMessages {
  at: Date;
  content: unknown;
  direction: string;
  organisation_id: string;
  provider_message_id: string;
  read_at: Date | null;
  retry_key: string | null;
  sandbox_message_id: string;
  sandbox_phone_id: string;
}

export interface SandboxPayments {
  amount_minor: bigint;
  at: Date;
  currency: string;
  organisation_id: string;
  organisation_is_demo: boolean;
  payment_account_id: string;
  reference: string;
  return_url: string;
  state: string;
}

export interface SandboxPhones {
  channel_account_id: string;
  created_at: Date;
  group_of: string | null;
  is_blocking: Generated<boolean>;
  is_following: Generated<boolean>;
  is_gone: Generated<boolean>;
  language: string;
  name: string;
  organisation_id: string;
  organisation_is_demo: boolean;
  sandbox_device_id: string;
  sandbox_phone_id: string;
  user_id: string;
}

export interface SavedReplies {
  changed_at: Date;
  name: string;
  organisation_id: string;
  saved_reply_id: string;
  texts: unknown;
}

export interface ScriptSessions {
  conversation_id: string;
  organisation_id: string;
  script: string;
  session: unknown;
  updated_at: Date;
  version: number;
  wait_until: Date | null;
}

export interface Segments {
  archived_at: Date | null;
  audience: unknown;
  changed_at: Date;
  created_at: Date;
  name: string;
  organisation_id: string;
  segment_id: string;
}

export interface SendingSettings {
  appeals_days: number;
  appeals_limit: number | null;
  changed_at: Date;
  feedback_days: number;
  feedback_limit: number | null;
  organisation_id: string;
  quiet_from: string;
  quiet_until: string;
  when_capped: string;
}

export interface SharedStories {
  gift_id: string;
  organisation_id: string;
  shared_at: Date;
}

export interface SpentFormTokens {
  organisation_id: string;
  spent_at: Date;
  token_hash: Buffer;
}

export interface SpentSignIns {
  organisation_id: string;
  proof_hash: Buffer;
  stale_at: Date;
}

export interface StaffAnnouncements {
  attempts: Generated<number>;
  channel_account_id: string;
  conversation_id: string;
  next_attempt_at: Date;
  organisation_id: string;
  thread: string | null;
  told_until: Date;
  waiting_since: Date;
}

export interface StaffCodes {
  code_hash: Buffer;
  expires_at: Date;
  member_id: string;
  organisation_id: string;
}

export interface StaffHandles {
  channel_account_id: string;
  handle: string;
  linked_at: Date;
  member_id: string;
  organisation_id: string;
}

export interface StageChanges {
  approved_by: string | null;
  at: Date;
  case_id: string;
  changed_by: string | null;
  evidence: string | null;
  from_stage: string | null;
  organisation_id: string;
  stage_change_id: string;
  to_stage: string;
}

export interface TagRunChanges {
  folded: string;
  organisation_id: string;
  person_id: string;
  tag: string;
  tag_run_id: string;
  tagged_at: Date;
}

export interface TagRuns {
  changed_people: Generated<number>;
  created_at: Date;
  deed: string;
  done_people: Generated<number>;
  finished_at: Date | null;
  full_people: Generated<number>;
  last_person_id: string | null;
  organisation_id: string;
  sought: unknown | null;
  state: string;
  tag_run_id: string;
  tags: string[];
  total_people: number;
}

export interface ToldUpdates {
  at: Date;
  feedback_round_id: string;
  organisation_id: string;
  person_id: string;
  update_id: string;
}

export interface ToldWaiting {
  at: Date;
  delivery_id: string | null;
  gift_id: string;
  organisation_id: string;
  outcome: string;
}

export interface UntoldAllocations {
  first_id: string;
  fund_id: string;
  last_id: string;
  organisation_id: string;
}

export interface Updates {
  approved_at: Date | null;
  approved_by: string | null;
  case_id: string;
  decline_reason: string | null;
  evidence: string | null;
  organisation_id: string;
  proof_document_id: string | null;
  proof_expense_id: string | null;
  public_reference: string;
  stage: string;
  state: string;
  tells: Generated<string[]>;
  update_id: string;
  written_at: Date;
  written_by: string;
}

export interface UpdateSentences {
  is_written: boolean;
  language: string;
  organisation_id: string;
  sentence: string;
  update_id: string;
}

export interface UpdateTexts {
  is_approved: Generated<boolean>;
  language: string;
  organisation_id: string;
  text: string;
  update_id: string;
}

export interface UrgentCases {
  case_id: string;
  organisation_id: string;
  put_forward_at: Date;
  rank: number;
}

export interface WebchatEntries {
  at: Date;
  channel_account_id: string;
  entry: unknown;
  entry_id: string;
  organisation_id: string;
  position: number;
  visitor: string;
}

export interface WebchatUploads {
  at: Date;
  channel_account_id: string;
  file_name: string;
  organisation_id: string;
  upload_id: string;
  visitor: string;
}

export interface WitnessedLogs {
  cosigned_at: Date | null;
  created_at: Date;
  note: string | null;
  organisation_id: string;
  origin: string;
  refused_at: Date | null;
  refused_note: string | null;
  root: Buffer | null;
  size: Generated<bigint>;
  vkey: string;
}

export interface WitnessKeys {
  name: string;
  organisation_id: string;
  public_key: Buffer;
  secret_key_cipher: Buffer;
}

export interface DB {
  address_confirmations: AddressConfirmations;
  addresses: Addresses;
  allocation_runs: AllocationRuns;
  allocations: Allocations;
  audit_entries: AuditEntries;
  book_checks: BookChecks;
  book_differences: BookDifferences;
  book_gift_sums: BookGiftSums;
  book_need_sums: BookNeedSums;
  book_sum_states: BookSumStates;
  broadcast_figures: BroadcastFigures;
  broadcast_recipients: BroadcastRecipients;
  broadcasts: Broadcasts;
  bulk_pauses: BulkPauses;
  call_backs: CallBacks;
  campaign_progress: CampaignProgress;
  campaign_texts: CampaignTexts;
  campaigns: Campaigns;
  case_consent_ends: CaseConsentEnds;
  case_consent_papers: CaseConsentPapers;
  case_consent_scopes: CaseConsentScopes;
  case_consents: CaseConsents;
  case_documents: CaseDocuments;
  case_legal_names: CaseLegalNames;
  case_medical_reads: CaseMedicalReads;
  case_name_marks: CaseNameMarks;
  case_names_marked: CaseNamesMarked;
  case_pictures: CasePictures;
  cases: Cases;
  channel_accounts: ChannelAccounts;
  channel_menus: ChannelMenus;
  checkpoints: Checkpoints;
  comment_rules: CommentRules;
  connector_accounts: ConnectorAccounts;
  consents: Consents;
  conversations: Conversations;
  decline_waves: DeclineWaves;
  deliveries: Deliveries;
  delivery_parts: DeliveryParts;
  designations: Designations;
  erasures: Erasures;
  event_deliveries: EventDeliveries;
  events: Events;
  expenses: Expenses;
  feedback_closings: FeedbackClosings;
  feedback_corrections: FeedbackCorrections;
  feedback_digests: FeedbackDigests;
  feedback_photographs: FeedbackPhotographs;
  feedback_results: FeedbackResults;
  feedback_round_updates: FeedbackRoundUpdates;
  feedback_rounds: FeedbackRounds;
  feedback_template_history: FeedbackTemplateHistory;
  feedback_templates: FeedbackTemplates;
  feedback_waiting: FeedbackWaiting;
  feedback_wishes: FeedbackWishes;
  filed_returns: FiledReturns;
  files: Files;
  funds: Funds;
  gift_intents: GiftIntents;
  gift_portions: GiftPortions;
  gifts: Gifts;
  goal_actuals: GoalActuals;
  group_doors: GroupDoors;
  identities: Identities;
  identity_aliases: IdentityAliases;
  identity_links: IdentityLinks;
  import_drafts: ImportDrafts;
  import_rows: ImportRows;
  imports: Imports;
  inbound_events: InboundEvents;
  instalments: Instalments;
  ledger_accounts: LedgerAccounts;
  ledger_transfers: LedgerTransfers;
  legal_entities: LegalEntities;
  links: Links;
  log_cosignatures: LogCosignatures;
  log_entries: LogEntries;
  log_heads: LogHeads;
  log_key_successions: LogKeySuccessions;
  log_pending: LogPending;
  log_salts: LogSalts;
  log_tile_roots: LogTileRoots;
  log_witnesses: LogWitnesses;
  mail_files: MailFiles;
  mandates: Mandates;
  media_erasures: MediaErasures;
  member_roles: MemberRoles;
  members: Members;
  menu_links: MenuLinks;
  message_media: MessageMedia;
  message_templates: MessageTemplates;
  messages: Messages;
  needs: Needs;
  open_gifts: OpenGifts;
  order_exceptions: OrderExceptions;
  order_returns: OrderReturns;
  organisation_texts: OrganisationTexts;
  organisations: Organisations;
  original_files: OriginalFiles;
  other_fees: OtherFees;
  partner_accounts: PartnerAccounts;
  partner_campaigns: PartnerCampaigns;
  partner_feedback: PartnerFeedback;
  partner_orders: PartnerOrders;
  payment_accounts: PaymentAccounts;
  payment_changes: PaymentChanges;
  payment_declines: PaymentDeclines;
  payment_exceptions: PaymentExceptions;
  payout_lines: PayoutLines;
  person_grams: PersonGrams;
  person_suggestions: PersonSuggestions;
  person_tags: PersonTags;
  persons: Persons;
  platform_orders: PlatformOrders;
  platform_projects: PlatformProjects;
  private_replies: PrivateReplies;
  programme_costs: ProgrammeCosts;
  programme_goals: ProgrammeGoals;
  programmes: Programmes;
  provider_events: ProviderEvents;
  reactions: Reactions;
  receipt_gifts: ReceiptGifts;
  receipt_series: ReceiptSeries;
  receipts: Receipts;
  recurring_gifts: RecurringGifts;
  refunds: Refunds;
  reserve_covers: ReserveCovers;
  roles: Roles;
  sandbox_messages: SandboxMessages;
  sandbox_payments: SandboxPayments;
  sandbox_phones: SandboxPhones;
  saved_replies: SavedReplies;
  script_sessions: ScriptSessions;
  segments: Segments;
  sending_settings: SendingSettings;
  shared_stories: SharedStories;
  spent_form_tokens: SpentFormTokens;
  spent_sign_ins: SpentSignIns;
  staff_announcements: StaffAnnouncements;
  staff_codes: StaffCodes;
  staff_handles: StaffHandles;
  stage_changes: StageChanges;
  tag_run_changes: TagRunChanges;
  tag_runs: TagRuns;
  told_updates: ToldUpdates;
  told_waiting: ToldWaiting;
  untold_allocations: UntoldAllocations;
  update_sentences: UpdateSentences;
  update_texts: UpdateTexts;
  updates: Updates;
  urgent_cases: UrgentCases;
  webchat_entries: WebchatEntries;
  webchat_uploads: WebchatUploads;
  witness_keys: WitnessKeys;
  witnessed_logs: WitnessedLogs;
}
