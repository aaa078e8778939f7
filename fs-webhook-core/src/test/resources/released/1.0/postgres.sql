SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE released_schema.activity (
    minute bigint NOT NULL,
    run bigint NOT NULL,
    received bigint NOT NULL,
    duplicates bigint NOT NULL,
    rejected bigint NOT NULL,
    handled bigint NOT NULL,
    failed bigint NOT NULL,
    dead bigint NOT NULL,
    pending bigint
);
CREATE TABLE released_schema.alert (
    id bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    severity text NOT NULL,
    text text NOT NULL,
    tasks bigint,
    opened_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    resolved_at bigint,
    acknowledged_at bigint,
    acknowledged_by text,
    note text,
    CONSTRAINT alert_severity_check CHECK ((severity = ANY (ARRAY['bad'::text, 'warn'::text])))
);
ALTER TABLE released_schema.alert ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME released_schema.alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE released_schema.alert_notice (
    kind text NOT NULL,
    subject text NOT NULL,
    target text NOT NULL,
    alert_id bigint NOT NULL,
    step text NOT NULL,
    announced_at bigint NOT NULL,
    claimed_at bigint NOT NULL,
    delivered integer NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT alert_notice_delivered_check CHECK ((delivered = ANY (ARRAY[0, 1]))),
    CONSTRAINT alert_notice_step_check CHECK ((step = ANY (ARRAY['opened'::text, 'reminded'::text, 'resolved'::text])))
);
CREATE TABLE released_schema.attempt (
    delivery_seq bigint NOT NULL,
    handler text NOT NULL,
    replay integer NOT NULL,
    number integer NOT NULL,
    started_at bigint NOT NULL,
    duration_ms bigint NOT NULL,
    outcome text NOT NULL,
    error text,
    response_status integer,
    response_text text,
    CONSTRAINT attempt_outcome_check CHECK ((outcome = ANY (ARRAY['succeeded'::text, 'retrying'::text, 'dead'::text, 'discarded'::text])))
);
CREATE TABLE released_schema.audit (
    id bigint NOT NULL,
    at bigint NOT NULL,
    who text NOT NULL,
    role text NOT NULL,
    action text NOT NULL,
    target text NOT NULL,
    detail text
);
ALTER TABLE released_schema.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME released_schema.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE released_schema.consumer_group (
    id integer NOT NULL,
    name text NOT NULL,
    CONSTRAINT consumer_group_id_check CHECK ((id = 1))
);
CREATE TABLE released_schema.delivery (
    seq bigint NOT NULL,
    id text NOT NULL,
    duplicate_key bytea NOT NULL,
    signature_key bytea NOT NULL,
    body_key bytea,
    event_name text NOT NULL,
    org_id text,
    signed_at bigint,
    received_at bigint NOT NULL,
    test integer NOT NULL,
    address text NOT NULL,
    headers text NOT NULL,
    schema_error text,
    trace_context text,
    filter_answers text,
    body bytea NOT NULL,
    CONSTRAINT delivery_test_check CHECK ((test = ANY (ARRAY[0, 1])))
);
CREATE SEQUENCE released_schema.delivery_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE released_schema.delivery_seq OWNED BY released_schema.delivery.seq;
CREATE TABLE released_schema.duplicate_rule (
    id integer NOT NULL,
    deciding text NOT NULL,
    applied_up_to bigint NOT NULL,
    CONSTRAINT duplicate_rule_deciding_check CHECK ((deciding = ANY (ARRAY['body_key'::text, 'signature_key'::text]))),
    CONSTRAINT duplicate_rule_id_check CHECK ((id = 1))
);
CREATE TABLE released_schema.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE released_schema.handler_activity (
    handler text NOT NULL,
    minute bigint NOT NULL,
    run bigint NOT NULL,
    succeeded bigint NOT NULL,
    failed bigint NOT NULL,
    dead bigint NOT NULL,
    total_us bigint NOT NULL,
    longest_us bigint NOT NULL
);
CREATE TABLE released_schema.handler_control (
    handler text NOT NULL,
    paused integer NOT NULL,
    version bigint NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT handler_control_paused_check CHECK ((paused = ANY (ARRAY[0, 1])))
);
CREATE TABLE released_schema.handler_rate (
    handler text NOT NULL,
    next_at bigint NOT NULL
);
CREATE TABLE released_schema.node (
    id bigint NOT NULL,
    name text NOT NULL,
    version text,
    started_at bigint NOT NULL,
    lease_until bigint NOT NULL
);
CREATE TABLE released_schema.node_handler (
    node_id bigint NOT NULL,
    handler text NOT NULL,
    event_name text NOT NULL,
    started integer NOT NULL,
    CONSTRAINT node_handler_started_check CHECK ((started = ANY (ARRAY[0, 1])))
);
CREATE SEQUENCE released_schema.node_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE released_schema.node_id OWNED BY released_schema.node.id;
CREATE TABLE released_schema.operation (
    id bigint NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    node_id bigint NOT NULL,
    who text NOT NULL,
    role text NOT NULL,
    filter text NOT NULL,
    handlers text,
    matched bigint,
    done bigint NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint,
    detail text,
    CONSTRAINT operation_kind_check CHECK ((kind = ANY (ARRAY['replay'::text, 'discard'::text, 'delete'::text]))),
    CONSTRAINT operation_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'failed'::text, 'interrupted'::text])))
);
CREATE TABLE released_schema.receipt_mark (
    seq bigint NOT NULL,
    kept_time bigint NOT NULL
);
CREATE TABLE released_schema.rejection (
    id bigint NOT NULL,
    received_at bigint NOT NULL,
    address text NOT NULL,
    reason text NOT NULL,
    detail text,
    header text,
    size integer NOT NULL,
    left_out bigint NOT NULL,
    findings text,
    signature_lines text,
    body_start bytea
);
ALTER TABLE released_schema.rejection ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME released_schema.rejection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE released_schema.retention_clock (
    id integer NOT NULL,
    kept_time bigint NOT NULL,
    clock_time bigint NOT NULL,
    signed_time bigint,
    unconfirmed bigint NOT NULL,
    forgotten_up_to bigint NOT NULL,
    CONSTRAINT retention_clock_id_check CHECK ((id = 1))
);
CREATE TABLE released_schema.schema_compatibility (
    id integer NOT NULL,
    usable_from integer NOT NULL,
    program text NOT NULL,
    CONSTRAINT schema_compatibility_id_check CHECK ((id = 1))
);
CREATE TABLE released_schema.spent_signature (
    key bytea NOT NULL,
    delivery_id text NOT NULL,
    signed_at bigint
);
CREATE TABLE released_schema.subscription (
    handler text NOT NULL,
    event_name text NOT NULL
);
CREATE TABLE released_schema.task (
    delivery_seq bigint NOT NULL,
    handler text NOT NULL,
    state text NOT NULL,
    replay integer DEFAULT 0 NOT NULL,
    attempts integer NOT NULL,
    due_at bigint,
    fingerprint bigint,
    failed_at bigint,
    operation bigint,
    order_key bigint,
    claimed_by bigint,
    CONSTRAINT task_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'retrying'::text, 'succeeded'::text, 'dead'::text, 'discarded'::text])))
)
WITH (autovacuum_vacuum_scale_factor='0.01');
CREATE TABLE released_schema.topic_position (
    topic text NOT NULL,
    partition_number integer NOT NULL,
    next_offset bigint NOT NULL
);
CREATE TABLE released_schema.write_probe (
    id integer NOT NULL,
    written_at bigint NOT NULL,
    CONSTRAINT write_probe_id_check CHECK ((id = 1))
);
ALTER TABLE ONLY released_schema.node ALTER COLUMN id SET DEFAULT nextval('released_schema.node_id'::regclass);
INSERT INTO released_schema.activity VALUES (29931698, 1, 5, 1, 1, 2, 3, 1, 4);
INSERT INTO released_schema.alert OVERRIDING SYSTEM VALUE VALUES (1, 'circuit-open', 'a', 'bad', 'It is.', NULL, 1795901889587, 1795901889587, 1795901889605, NULL, NULL, NULL);
INSERT INTO released_schema.alert OVERRIDING SYSTEM VALUE VALUES (2, 'dead-letters', '', 'warn', 'It is.', 3, 1795901889610, 1795901889610, NULL, 1795901889615, 'ben', 'known');
INSERT INTO released_schema.alert_notice VALUES ('circuit-open', 'a', 'chat', 1, 'opened', 1795901889603, 1795901889603, 1, 1);
INSERT INTO released_schema.attempt VALUES (1, 'a', 0, 1, 1795901887000, 5, 'succeeded', NULL, 204, NULL);
INSERT INTO released_schema.attempt VALUES (2, 'a', 0, 1, 1795901887000, 5, 'retrying', 'it is down', 503, 'try later ä');
INSERT INTO released_schema.attempt VALUES (3, 'b', 0, 1, 1795901887000, 5, 'retrying', 'down', 503, 'try later ä');
INSERT INTO released_schema.attempt VALUES (3, 'b', 0, 2, 1795901887000, 5, 'dead', 'it is down', 503, 'try later ä');
INSERT INTO released_schema.attempt VALUES (4, 'b', 0, 1, 1795901887000, 5, 'discarded', 'it is down', NULL, NULL);
INSERT INTO released_schema.attempt VALUES (10, 'ordered', 0, 1, 1795901887000, 5, 'dead', 'it is down', NULL, NULL);
INSERT INTO released_schema.attempt VALUES (14, 'c', 0, 1, 1795901887000, 5, 'dead', 'it is down', NULL, NULL);
INSERT INTO released_schema.attempt VALUES (14, 'c', 1, 1, 1795901887000, 5, 'retrying', 'down', 503, 'try later ä');
INSERT INTO released_schema.attempt VALUES (15, 'd', 0, 1, 1795901887000, 5, 'dead', 'it is down', NULL, NULL);
INSERT INTO released_schema.audit OVERRIDING SYSTEM VALUE VALUES (1, 1795901887000, 'ann', 'operator', 'replay', '01a22418-1218-7a0f-af47-b4bd886229a3', 'one');
INSERT INTO released_schema.consumer_group VALUES (1, 'fs-webhook-8720e822-328c-4d1e-ae04-60ded319a652');
INSERT INTO released_schema.delivery VALUES (1, '01a22418-1218-7e18-aeb8-76507db49dfa', '\x000000006b0b49bfd0acb7ec7cd2422e92b166541c9392f9', '\x000000006b0b49bfd0acb7ec7cd2422e92b166541c9392f9', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:0Ky37H…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a22737563636565646564227d7d');
INSERT INTO released_schema.delivery VALUES (2, '01a22418-1218-7294-aaab-45964e6f0401', '\x000000006b0b49bf776602e58e779befb80bcdb88e2846ce', '\x000000006b0b49bf776602e58e779befb80bcdb88e2846ce', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:d2YC5Y…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a227265747279696e67227d7d');
INSERT INTO released_schema.delivery VALUES (3, '01a22418-1218-7d04-af4c-42c7edecb395', '\x000000006b0b49bf1c2676996c66a4e136bd2c5309fb02aa', '\x000000006b0b49bf1c2676996c66a4e136bd2c5309fb02aa', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:HCZ2mW…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a2264656164227d7d');
INSERT INTO released_schema.delivery VALUES (4, '01a22418-1218-7777-ab15-d8040f99d6d8', '\x000000006b0b49bf9d899da90a7609b3fc44d874867d09d8', '\x000000006b0b49bf9d899da90a7609b3fc44d874867d09d8', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:nYmdqQ…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a22756e6d617463686564227d7d');
INSERT INTO released_schema.delivery VALUES (5, '01a22418-1218-7626-a210-e7d7f4414dd8', '\x000000006b0b49bf5998e09bfe942a11e9c60c5a0c54ae0a', '\x000000006b0b49bf5998e09bfe942a11e9c60c5a0c54ae0a', NULL, 'stream:orders', NULL, NULL, 1795901887000, 0, '127.0.0.1', '', NULL, NULL, NULL, '\x5b312c6e756c6c2c22c3a4f09f9880225d');
INSERT INTO released_schema.delivery VALUES (6, '01a22418-1218-785d-8f3e-699261a5f93d', '\x000000006b0b49bf8f201428b6d176f4df30553d2eedc5b0', '\x000000006b0b49bf8f201428b6d176f4df30553d2eedc5b0', NULL, 'note.created', 'ORG2', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG2,t:1795901887,v:jyAUKL…[44 characters]', NULL, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 a=b', NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a22747261636564227d7d');
INSERT INTO released_schema.delivery VALUES (7, '01a22418-1218-704f-afc2-e9ba458c6658', '\x000000006ae70da0f6d541bd5394de5c1c8cb3c1c83c1f3d', '\x000000006b0b49bf1a91953a483c45582daad0c2d81d391c', '\x000000006ae70da0f6d541bd5394de5c1c8cb3c1c83c1f3d', 'segment.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:GpGVOk…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a227365676d656e742e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a2274696d6564222c2263726561746564223a22323032362d31312d30315431303a30303a30305a227d7d');
INSERT INTO released_schema.delivery VALUES (9, '01a22418-1218-73a0-a94b-c9b9618f234f', '\x000000006b0b49bf371d34dd20ac20c84a5d9889c6f5a983', '\x000000006b0b49bf371d34dd20ac20c84a5d9889c6f5a983', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:Nx003S…[44 characters]', '/data/id: too long', NULL, '-b ?a', '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a227878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878227d7d');
INSERT INTO released_schema.delivery VALUES (10, '01a22418-1218-7f13-ba88-a6485fab449c', '\x000000006b0b49bf23ea2b5f410de8b002eeb24894056cbb', '\x000000006b0b49bf23ea2b5f410de8b002eeb24894056cbb', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:I+orX0…[44 characters]', NULL, NULL, '#7:ordered', '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a226f72646572656430227d7d');
INSERT INTO released_schema.delivery VALUES (11, '01a22418-1218-7f15-8e13-a7eefd792d6a', '\x000000006b0b49bfea1c2d72238d975b112b81c5eae93c24', '\x000000006b0b49bfea1c2d72238d975b112b81c5eae93c24', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:6hwtci…[44 characters]', NULL, NULL, '#7:ordered', '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a226f72646572656431227d7d');
INSERT INTO released_schema.delivery VALUES (12, '01a22418-1218-778b-9aea-9e234ba95b55', '\x000000006b0b49bf927778e5236536967d9d0d29ee842d07', '\x000000006b0b49bf927778e5236536967d9d0d29ee842d07', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:knd45S…[44 characters]', NULL, NULL, '#7:ordered', '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a226f72646572656432227d7d');
INSERT INTO released_schema.delivery VALUES (13, '01a22418-1218-7e6b-b3bc-a085bc92b624', '\x000000006b0b49bf0596c6305040d7be0f799d074ee84b16', '\x000000006b0b49bf0596c6305040d7be0f799d074ee84b16', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:BZbGMF…[44 characters]', NULL, NULL, '#7:ordered', '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a226f72646572656433227d7d');
INSERT INTO released_schema.delivery VALUES (14, '01a22418-1218-7a0f-af47-b4bd886229a3', '\x000000006b0b49bfd8e54b4b9b6cddee1456f1adea14d3da', '\x000000006b0b49bfd8e54b4b9b6cddee1456f1adea14d3da', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:2OVLS5…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a227265706c61796564227d7d');
INSERT INTO released_schema.delivery VALUES (15, '01a22418-1218-7842-957a-debb96f3d83b', '\x000000006b0b49bfebc1c23c7dffd2c4e8759e0350edaa9a', '\x000000006b0b49bfebc1c23c7dffd2c4e8759e0350edaa9a', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:68HCPH…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a22646973636172646564227d7d');
INSERT INTO released_schema.delivery VALUES (17, '5f1af715-9767-491e-a155-9f0997680435', '\x000000006b0b49bf311b8762ea518ce6f3f7ac3d3858c206', '\x000000006b0b49bf311b8762ea518ce6f3f7ac3d3858c206', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:MRuHYu…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a22726f75746564227d7d');
INSERT INTO released_schema.delivery VALUES (18, '01a22418-1218-7d9c-bdc8-024f0b4d7f86', '\x000000006b0b49bfa68e1ce592205e37d67488d740240777', '\x000000006b0b49bfa68e1ce592205e37d67488d740240777', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:po4c5Z…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a22636c61696d6564227d7d');
INSERT INTO released_schema.delivery VALUES (19, '01a22418-1218-7d8d-a88b-63eaa0566526', '\x000000006b0b49bf3ba97e8986a8739d695bec83887e139a', '\x000000006b0b49bf3ba97e8986a8739d695bec83887e139a', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:O6l+iY…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a226c61737430227d7d');
INSERT INTO released_schema.delivery VALUES (20, '01a22418-1218-7691-91fd-09323c1af308', '\x000000006b0b49bffb39c27bdcd9dc8f63e6c907f96fe8db', '\x000000006b0b49bffb39c27bdcd9dc8f63e6c907f96fe8db', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:+znCe9…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a226c61737431227d7d');
INSERT INTO released_schema.delivery VALUES (21, '01a22418-1218-7cac-b12f-919a7d21946d', '\x000000006b0b49bfbca7282afd0d5f02540fac7dc4432cbb', '\x000000006b0b49bfbca7282afd0d5f02540fac7dc4432cbb', NULL, 'note.created', 'ORG1', 1795901887, 1795901887000, 0, '127.0.0.1', 'Fullstory-Signature: o:ORG1,t:1795901887,v:vKcoKv…[44 characters]', NULL, NULL, NULL, '\x7b226576656e744e616d65223a226e6f74652e63726561746564222c2276657273696f6e223a312c2264617461223a7b226964223a226c61737432227d7d');
INSERT INTO released_schema.duplicate_rule VALUES (1, 'body_key', 9223372036854775807);
INSERT INTO released_schema.flyway_schema_history VALUES (1, '1', 'inbox', 'SQL', 'V1__inbox.sql', 1513463456, 'postgres', '2026-11-28 21:38:08.182315', 190, true);
INSERT INTO released_schema.handler_activity VALUES ('a', 29931698, 1, 1, 1, 1, 5000, 5000);
INSERT INTO released_schema.handler_control VALUES ('b', 1, 1, 1795901889616);
INSERT INTO released_schema.handler_rate VALUES ('a', 1795901889619000);
INSERT INTO released_schema.node VALUES (1, 'vm process 23815', 'unknown', 1795901888550, 1795901890715);
INSERT INTO released_schema.node_handler VALUES (1, 'ordered', 'note.created', 1);
INSERT INTO released_schema.node_handler VALUES (1, 'a', '', 1);
INSERT INTO released_schema.operation VALUES (1883139617063309554, 'replay', 'done', 1, 'ann', 'operator', 'id=01a22418-1218-7a0f-af47-b4bd886229a3', NULL, 1, 1, 1795901889325, 1795901889452, NULL);
INSERT INTO released_schema.operation VALUES (1883139617063543495, 'discard', 'done', 1, 'ann', 'operator', 'id=01a22418-1218-7842-957a-debb96f3d83b', NULL, 1, 1, 1795901889476, 1795901889493, NULL);
INSERT INTO released_schema.operation VALUES (1883139617062912334, 'delete', 'done', 1, 'ann', 'operator', 'id=01a22418-1218-72ea-8dfd-abfeefb49d11', NULL, 1, 1, 1795901889506, 1795901889553, NULL);
INSERT INTO released_schema.rejection OVERRIDING SYSTEM VALUE VALUES (1, 1795901887000, '192.0.2.1', 'wrong', 'no', 'o:ORG1', 3, 2, 'other-secret yes Set the secret.', 'v', '\x01');
INSERT INTO released_schema.schema_compatibility VALUES (1, 1, '1.0');
INSERT INTO released_schema.spent_signature VALUES ('\x000000006b0b49fb1dde7496fcc65652a608892b07578cd5', '01a22418-1218-704f-afc2-e9ba458c6658', 1795901947);
INSERT INTO released_schema.spent_signature VALUES ('\x000000006b0b49bf0e99fce4fdc5a9cc7e3b78a5b4a26745', '01a22418-1218-72ea-8dfd-abfeefb49d11', 1795901887);
INSERT INTO released_schema.subscription VALUES ('ordered', 'note.created');
INSERT INTO released_schema.subscription VALUES ('a', '');
INSERT INTO released_schema.task VALUES (1, 'a', 'succeeded', 0, 1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (2, 'a', 'retrying', 0, 1, 1795905489052, 7267204945030414986, 1795901889052, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (3, 'b', 'dead', 0, 2, NULL, 7267204945030414986, 1795901889088, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (4, 'b', 'discarded', 0, 1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (5, 'a', 'pending', 0, 0, 1795901889122, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (6, 'a', 'pending', 0, 0, 1795901889141, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (6, 'gone', 'pending', 0, 0, 1795901889141, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (7, 'a', 'pending', 0, 0, 1795901889153, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (9, 'a', 'pending', 0, 0, 1795901889181, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (11, 'ordered', 'pending', 0, 0, 1795901889207, NULL, NULL, NULL, 7, NULL);
INSERT INTO released_schema.task VALUES (12, 'ordered', 'pending', 0, 0, 1795901889217, NULL, NULL, NULL, 7, NULL);
INSERT INTO released_schema.task VALUES (13, 'ordered', 'pending', 0, 0, 1795901889224, NULL, NULL, NULL, 7, NULL);
INSERT INTO released_schema.task VALUES (10, 'ordered', 'dead', 0, 1, NULL, 7267204945030414986, 1795901889258, NULL, 7, NULL);
INSERT INTO released_schema.task VALUES (14, 'c', 'retrying', 1, 1, 1795901889463, -8031347204048809996, 1795901889463, 1883139617063309554, NULL, NULL);
INSERT INTO released_schema.task VALUES (15, 'd', 'discarded', 0, 1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (17, 'a', 'pending', 0, 0, 1795901889567, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (18, 'e', 'pending', 0, 0, 1795901889632, NULL, NULL, NULL, NULL, 1);
INSERT INTO released_schema.task VALUES (19, 'a', 'pending', 0, 0, 1795901889644, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (20, 'a', 'pending', 0, 0, 1795901889647, NULL, NULL, NULL, NULL, NULL);
INSERT INTO released_schema.task VALUES (21, 'a', 'pending', 0, 0, 1795901889651, NULL, NULL, NULL, NULL, 1);
INSERT INTO released_schema.topic_position VALUES ('topic', 3, 1);
SELECT pg_catalog.setval('released_schema.alert_id_seq', 2, true);
SELECT pg_catalog.setval('released_schema.audit_id_seq', 1, true);
SELECT pg_catalog.setval('released_schema.delivery_seq', 21, true);
SELECT pg_catalog.setval('released_schema.node_id', 1, true);
SELECT pg_catalog.setval('released_schema.rejection_id_seq', 1, true);
ALTER TABLE ONLY released_schema.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (minute, run);
ALTER TABLE ONLY released_schema.alert_notice
    ADD CONSTRAINT alert_notice_pkey PRIMARY KEY (kind, subject, target);
ALTER TABLE ONLY released_schema.alert
    ADD CONSTRAINT alert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (delivery_seq, handler, replay, number);
ALTER TABLE ONLY released_schema.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.consumer_group
    ADD CONSTRAINT consumer_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.delivery
    ADD CONSTRAINT delivery_duplicate_key_key UNIQUE (duplicate_key);
ALTER TABLE ONLY released_schema.delivery
    ADD CONSTRAINT delivery_id_key UNIQUE (id);
ALTER TABLE ONLY released_schema.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY released_schema.duplicate_rule
    ADD CONSTRAINT duplicate_rule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY released_schema.handler_activity
    ADD CONSTRAINT handler_activity_pkey PRIMARY KEY (handler, minute, run);
ALTER TABLE ONLY released_schema.handler_control
    ADD CONSTRAINT handler_control_pkey PRIMARY KEY (handler);
ALTER TABLE ONLY released_schema.handler_rate
    ADD CONSTRAINT handler_rate_pkey PRIMARY KEY (handler);
ALTER TABLE ONLY released_schema.node_handler
    ADD CONSTRAINT node_handler_pkey PRIMARY KEY (node_id, handler, event_name);
ALTER TABLE ONLY released_schema.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.operation
    ADD CONSTRAINT operation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.receipt_mark
    ADD CONSTRAINT receipt_mark_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY released_schema.rejection
    ADD CONSTRAINT rejection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.retention_clock
    ADD CONSTRAINT retention_clock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.schema_compatibility
    ADD CONSTRAINT schema_compatibility_pkey PRIMARY KEY (id);
ALTER TABLE ONLY released_schema.spent_signature
    ADD CONSTRAINT spent_signature_pkey PRIMARY KEY (key);
ALTER TABLE ONLY released_schema.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (handler, event_name);
ALTER TABLE ONLY released_schema.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (delivery_seq, handler);
ALTER TABLE ONLY released_schema.topic_position
    ADD CONSTRAINT topic_position_pkey PRIMARY KEY (topic, partition_number);
ALTER TABLE ONLY released_schema.write_probe
    ADD CONSTRAINT write_probe_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX alert_open ON released_schema.alert USING btree (kind, subject) WHERE (resolved_at IS NULL);
CREATE INDEX alert_opened ON released_schema.alert USING btree (opened_at, id);
CREATE INDEX delivery_received ON released_schema.delivery USING btree (received_at);
CREATE INDEX flyway_schema_history_s_idx ON released_schema.flyway_schema_history USING btree (success);
CREATE INDEX rejection_received ON released_schema.rejection USING btree (received_at, id);
CREATE INDEX spent_signature_signed ON released_schema.spent_signature USING btree (signed_at);
CREATE INDEX task_claimed ON released_schema.task USING btree (claimed_by) WHERE (claimed_by IS NOT NULL);
CREATE INDEX task_dead ON released_schema.task USING btree (delivery_seq) WHERE (state = 'dead'::text);
CREATE INDEX task_due ON released_schema.task USING btree (handler, due_at, delivery_seq) WHERE ((due_at IS NOT NULL) AND (claimed_by IS NULL));
CREATE INDEX task_error ON released_schema.task USING btree (handler, fingerprint, failed_at) WHERE (state = 'dead'::text);
CREATE INDEX task_operation ON released_schema.task USING btree (operation, state, failed_at) WHERE (operation IS NOT NULL);
CREATE INDEX task_order ON released_schema.task USING btree (handler, order_key, delivery_seq) WHERE ((order_key IS NOT NULL) AND (due_at IS NOT NULL));
CREATE INDEX task_order_claimed ON released_schema.task USING btree (handler, order_key) WHERE ((order_key IS NOT NULL) AND (claimed_by IS NOT NULL));
CREATE INDEX task_order_dead ON released_schema.task USING btree (handler, order_key, delivery_seq) WHERE ((order_key IS NOT NULL) AND (state = 'dead'::text));
CREATE INDEX task_retrying ON released_schema.task USING btree (handler) WHERE (state = 'retrying'::text);
ALTER TABLE ONLY released_schema.attempt
    ADD CONSTRAINT attempt_delivery_seq_handler_fkey FOREIGN KEY (delivery_seq, handler) REFERENCES released_schema.task(delivery_seq, handler) ON DELETE CASCADE;
ALTER TABLE ONLY released_schema.node_handler
    ADD CONSTRAINT node_handler_node_id_fkey FOREIGN KEY (node_id) REFERENCES released_schema.node(id) ON DELETE CASCADE;
ALTER TABLE ONLY released_schema.task
    ADD CONSTRAINT task_delivery_seq_fkey FOREIGN KEY (delivery_seq) REFERENCES released_schema.delivery(seq) ON DELETE CASCADE;
