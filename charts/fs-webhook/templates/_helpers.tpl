{{- define "fs-webhook.name" -}}
{{- if contains "fs-webhook" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-fs-webhook" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "fs-webhook.selector" -}}
app.kubernetes.io/name: fs-webhook
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "fs-webhook.labels" -}}
{{ include "fs-webhook.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "fs-webhook.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "fs-webhook.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "fs-webhook.pod" -}}
automountServiceAccountToken: false
# Deliveries that are being handled may finish first.
terminationGracePeriodSeconds: 70
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
initContainers:
  - name: settings
    image: {{ include "fs-webhook.image" . }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    # By a link, so that the receiver sees changes of the config map.
    command: ["sh", "-c", "mkdir -p /var/lib/fs-webhook/plugins && ln -sfn /etc/fs-webhook/fs-webhook.properties /var/lib/fs-webhook/fs-webhook.properties"]
    securityContext:
      {{- include "fs-webhook.restricted" . | nindent 6 }}
    volumeMounts:
      - name: home
        mountPath: /var/lib/fs-webhook
  {{- range $i, $image := .Values.pluginImages }}
  - name: plugins-{{ $i }}
    image: {{ $image }}
    command: ["sh", "-c", "cp -R /plugins/. /var/lib/fs-webhook/plugins/"]
    securityContext:
      {{- include "fs-webhook.restricted" $ | nindent 6 }}
    volumeMounts:
      - name: home
        mountPath: /var/lib/fs-webhook
  {{- end }}
containers:
  - name: fs-webhook
    image: {{ include "fs-webhook.image" . }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    securityContext:
      {{- include "fs-webhook.restricted" . | nindent 6 }}
    env:
      - name: JDK_JAVA_OPTIONS
        value: {{ .Values.javaOptions | quote }}
      - name: FS_WEBHOOK_SIGNING_SECRETS_FILE
        value: /run/secrets/signing/{{ .Values.signingSecret.key }}
      - name: FS_WEBHOOK_ADMIN_TOKEN_FILE
        value: /run/secrets/admin/{{ .Values.adminToken.key }}
      {{- if eq .Values.inbox.kind "postgresql" }}
      - name: FS_WEBHOOK_INBOX_URL
        value: {{ .Values.inbox.postgresql.url | quote }}
      - name: FS_WEBHOOK_INBOX_USERNAME
        value: {{ .Values.inbox.postgresql.username | quote }}
      - name: FS_WEBHOOK_INBOX_PASSWORD_FILE
        value: /run/secrets/database/{{ .Values.inbox.postgresql.passwordSecret.key }}
      {{- end }}
      {{- if .Values.ingress.enabled }}
      - name: FS_WEBHOOK_HTTP_FORWARDED
        value: "true"
      {{- end }}
    ports:
      - name: http
        containerPort: 8080
    startupProbe:
      httpGet:
        path: /health/live
        port: http
      periodSeconds: 2
      failureThreshold: 60
    livenessProbe:
      httpGet:
        path: /health/live
        port: http
      periodSeconds: 10
      timeoutSeconds: 5
      failureThreshold: 6
    readinessProbe:
      httpGet:
        path: /health/ready
        port: http
      periodSeconds: 5
      timeoutSeconds: 5
    lifecycle:
      preStop:
        # Until no more requests come here.
        exec:
          command: ["sleep", "5"]
    resources:
      {{- toYaml .Values.resources | nindent 6 }}
    volumeMounts:
      - name: home
        mountPath: /var/lib/fs-webhook
      - name: tmp
        mountPath: /tmp
      - name: settings
        mountPath: /etc/fs-webhook
      - name: signing
        mountPath: /run/secrets/signing
      - name: admin
        mountPath: /run/secrets/admin
      {{- if eq .Values.inbox.kind "postgresql" }}
      - name: database
        mountPath: /run/secrets/database
      {{- end }}
      {{- range .Values.secretFiles }}
      - name: secret-{{ . }}
        mountPath: /run/secrets/{{ . }}
      {{- end }}
volumes:
  - name: tmp
    emptyDir: {}
  - name: settings
    configMap:
      name: {{ include "fs-webhook.name" . }}
  - name: signing
    secret:
      secretName: {{ .Values.signingSecret.name }}
      items: [{key: {{ .Values.signingSecret.key }}, path: {{ .Values.signingSecret.key }}}]
  - name: admin
    secret:
      secretName: {{ .Values.adminToken.name }}
      items: [{key: {{ .Values.adminToken.key }}, path: {{ .Values.adminToken.key }}}]
  {{- if eq .Values.inbox.kind "postgresql" }}
  - name: home
    emptyDir: {}
  - name: database
    secret:
      secretName: {{ .Values.inbox.postgresql.passwordSecret.name }}
      items: [{key: {{ .Values.inbox.postgresql.passwordSecret.key }}, path: {{ .Values.inbox.postgresql.passwordSecret.key }}}]
  {{- end }}
  {{- range .Values.secretFiles }}
  - name: secret-{{ . }}
    secret:
      secretName: {{ . }}
  {{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
