{{- define "bellwether.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "bellwether.labels" -}}
{{ include "bellwether.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "bellwether.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "bellwether.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Where the server finds its pack. */}}
{{- define "bellwether.pack" -}}
{{- if eq .Values.pack.from "builtin" -}}
/usr/share/bellwether/rules/saas
{{- else if eq .Values.pack.from "configMap" -}}
/rules
{{- else -}}
{{- clean (printf "/rules/current/%s" .Values.pack.git.path) -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.packConfigMap" -}}
{{- default (printf "%s-pack" (include "bellwether.fullname" .)) .Values.pack.configMap.existing -}}
{{- end -}}

{{- define "bellwether.config" -}}
{{- merge (dict "pack" (include "bellwether.pack" .)) .Values.config | toYaml -}}
{{- end -}}

{{/* A probe of the named service: "" is the server as a whole. `path`: the same over HTTP. */}}
{{- define "bellwether.probe" -}}
{{- if eq .root.Values.probes.kind "tcp" -}}
tcpSocket: {port: grpc}
{{- else if eq .root.Values.probes.kind "http" -}}
{{- if not (include "bellwether.metricsPort" .root) -}}
{{- fail "probes.kind is http: say in config.metrics.listen where, such as 0.0.0.0:9464" -}}
{{- end -}}
httpGet: {port: metrics, path: {{ .path }}}
{{- else -}}
grpc:
  port: {{ include "bellwether.port" .root }}
  {{- with .service }}
  service: {{ . }}
  {{- end }}
{{- end -}}
{{- end -}}

{{- define "bellwether.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Where the server listens. */}}
{{- define "bellwether.port" -}}
{{- regexFind "[0-9]+$" .Values.config.listen -}}
{{- end -}}

{{/* Where it serves metrics; "" when it does not. */}}
{{- define "bellwether.metricsPort" -}}
{{- regexFind "[0-9]+$" (default "" (default dict .Values.config.metrics).listen) -}}
{{- end -}}
